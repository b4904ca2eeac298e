import { createServer } from "node:net";
import { expect, it } from "vitest";
import { assertCanListen, explainListenFailure } from "./listen.ts";
import { StartError } from "./start-error.ts";

it.each([
  ["EADDRINUSE", "Port 80 is taken: stop what listens there, or choose another with PORT=81"],
  ["EACCES", "Port 80 needs more rights than this user has: choose one above 1023 with PORT"],
  ["EADDRNOTAVAIL", 'HOST is "here", which is not an address of this machine: try 127.0.0.1'],
  ["ENOTFOUND", 'HOST is "here", which is not an address of this machine: try 127.0.0.1'],
])("%s is explained", (code, message) => {
  const error = Object.assign(new Error("listen"), { code });
  expect(explainListenFailure(error, "here", 80)).toEqual(new StartError(message));
});

it("an error of another kind stays as it is", () => {
  const error = Object.assign(new Error("listen"), { code: "EMFILE" });
  expect(explainListenFailure(error, "here", 80)).toBe(error);
});

it("a port can be listened on after it was probed", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await expect(assertCanListen("127.0.0.1", port)).rejects.toBeInstanceOf(StartError);
  await new Promise((resolve) => server.close(resolve));
  await assertCanListen("127.0.0.1", port);
  await assertCanListen("127.0.0.1", port);
});
