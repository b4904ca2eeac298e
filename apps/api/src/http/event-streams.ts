import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/**
 * Cuts streams of server-sent events when the server closes, which would wait for them otherwise. A stream that is cut, not
 * ended, tells its reader to connect anew: by then another process may listen.
 */
export function endEventStreamsOnClose(app: FastifyInstance): void {
  const open = new Set<ServerResponse>();
  app.addHook("onSend", async (_request, reply, payload) => {
    if (!isEventStream(payload)) return;
    open.add(reply.raw);
    reply.raw.once("close", () => open.delete(reply.raw));
  });
  app.addHook("preClose", async () => {
    for (const response of open) response.destroy();
  });
}

/** Procedures answer with a `Response`, whose headers Fastify takes over only after its hooks. */
function isEventStream(payload: unknown): boolean {
  return payload instanceof Response && payload.headers.get("content-type") === "text/event-stream";
}
