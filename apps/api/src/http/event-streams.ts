import type { FastifyInstance } from "fastify";
import { cutOnClose } from "./cut-on-close.ts";

/**
 * Cuts streams of server-sent events when the server closes. A stream that is cut, not ended, makes its reader connect
 * again: by then another process may listen.
 */
export function endEventStreamsOnClose(app: FastifyInstance): void {
  const begins = cutOnClose(app);
  app.addHook("onSend", async (_request, reply, payload) => {
    if (isEventStream(payload)) begins(reply.raw);
  });
}

/** Procedures answer with a `Response`, whose headers Fastify takes over only after its hooks. */
function isEventStream(payload: unknown): boolean {
  return payload instanceof Response && payload.headers.get("content-type") === "text/event-stream";
}
