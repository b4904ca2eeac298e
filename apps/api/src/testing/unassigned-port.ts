import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that systems assign on their own: Linux begins at 32768, others at 49152. */
const FIRST = 20_000;
const LAST = 32_767;

/**
 * A free port of 127.0.0.1 for a server that is away at times: no process that asks for any port gets it meanwhile, and
 * answers in its place.
 */
export async function findUnassignedPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  }
  probe.close();
  await once(probe, "close");
  return true;
}
