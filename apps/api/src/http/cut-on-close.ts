import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/**
 * Gives what is told of answers that may go on for long: they are cut when the server closes, which would wait for them otherwise.
 * So is one that begins while it closes. Who reads a cut answer sees that it has no end.
 */
export function cutOnClose(app: FastifyInstance): (response: ServerResponse) => void {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
    for (const response of open) response.destroy();
  });
  return (response) => {
    // Of one whose reader has left already, nothing is heard any more.
    if (response.destroyed) return;
    open.add(response);
    response.once("close", () => open.delete(response));
    if (isClosing) response.destroy();
  };
}
