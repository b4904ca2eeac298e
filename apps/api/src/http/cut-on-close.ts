import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/**
 * Returns a function to which long answers are given: they are cut when the server closes, which would wait for them
 * otherwise. So is one that begins while it closes. The reader of a cut answer sees that its end is missing.
 */
export function cutOnClose(app: FastifyInstance): (response: ServerResponse) => void {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
    for (const response of open) response.destroy();
  });
  return (response) => {
    // A response that is closed already emits no `close` any more.
    if (response.destroyed) return;
    open.add(response);
    response.once("close", () => open.delete(response));
    if (isClosing) response.destroy();
  };
}
