import type { FastifyInstance, FastifyRequest } from "fastify";
import { BodyError } from "../errors/body-error.ts";
import { Gate } from "./gate.ts";

/** Requests at once that record calls, from their first byte to their answer: each holds a body, and most a connection. */
const MAX_AT_WORK = 16;
/** Of one sender, so that one with many leaves room for others. */
const MAX_OF_ONE_SENDER = 12;
const RETRY_AFTER_SECONDS = 1;

/** Counts the requests at work. */
export class IngestGate extends Gate {
  constructor() {
    super({
      most: MAX_AT_WORK,
      mostOfOne: MAX_OF_ONE_SENDER,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      full: `${MAX_AT_WORK} requests are at work; send this one again in a second`,
      fullOfOne: `${MAX_OF_ONE_SENDER} requests of this key are at work; wait for one, and send this one again in a second`,
    });
  }
}

/**
 * Lets a bounded number of the scope's requests in, each before its body is read: what is refused costs no memory.
 * `senderOf` finds out who asks, and throws for whoever may not.
 *
 * A request counts until its answer is made, even when its sender has hung up: its work goes on, and senders that hang up
 * and come again would pile it up. The response's `close` would not do instead: a response that waits behind another one
 * has none when the connection breaks.
 */
export function addIngestGate(
  scope: FastifyInstance,
  gate: IngestGate,
  senderOf: (request: FastifyRequest) => Promise<string>,
): void {
  const waysOut = new WeakMap<FastifyRequest, () => void>();
  scope.addHook("onRequest", async (request) => {
    const sender = await senderOf(request);
    // A sender that has hung up sends no body; reading it would never end.
    if (request.raw.destroyed) throw new BodyError(400, "The connection was closed before the body was read");
    waysOut.set(request, gate.enter(sender));
  });
  scope.addHook("onSend", async (request) => waysOut.get(request)?.());
}
