import { createServer } from "node:net";
import { StartError } from "./start-error.ts";

/**
 * Throws a {@link StartError} when the server could not listen there, before anything else is started for nothing.
 */
export async function assertCanListen(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen({ host, port }, resolve);
  }).catch((error: unknown) => {
    throw explainListenFailure(error, host, port);
  });
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}

/** Why listening failed, in a line; errors of another kind come back as they are. */
export function explainListenFailure(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  switch (error.code) {
    case "EADDRINUSE":
      return new StartError(`Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1}`);
    case "EACCES":
      return new StartError(`Port ${port} needs more rights than this user has: choose one above 1023 with PORT`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(`HOST is ${JSON.stringify(host)}, which is not an address of this machine: try 127.0.0.1`);
    default:
      return error;
  }
}
