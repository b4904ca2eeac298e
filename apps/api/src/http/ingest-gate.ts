import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../errors/api-error.ts";

/** Requests that record calls, from their first byte to their answer: each holds a body, and most of them a connection. */
const MAX_AT_WORK = 16;
/** Of one sender, so that a noisy one leaves room for the others. */
const MAX_OF_ONE_SENDER = 12;
const RETRY_AFTER_SECONDS = 1;

/** Too many at once. Nothing was read or recorded. */
class TooBusyError extends ApiError {
  readonly retryAfterSeconds = RETRY_AFTER_SECONDS;
}

/** Counts the requests at work. */
export class IngestGate {
  readonly #bySender = new Map<string, number>();
  #atWork = 0;

  /** Lets a request of the sender in and gives the way out, which may be taken twice. Throws a {@link TooBusyError}. */
  enter(sender: string): () => void {
    const ofSender = this.#bySender.get(sender) ?? 0;
    if (this.#atWork >= MAX_AT_WORK) {
      throw new TooBusyError("overloaded", `${MAX_AT_WORK} requests are at work; send this one again in a second`);
    }
    if (ofSender >= MAX_OF_ONE_SENDER) {
      throw new TooBusyError(
        "too_many_requests",
        `${MAX_OF_ONE_SENDER} requests of this key are at work; wait for one, and send this one again in a second`,
      );
    }
    this.#atWork += 1;
    this.#bySender.set(sender, ofSender + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#atWork -= 1;
      const left = (this.#bySender.get(sender) ?? 1) - 1;
      if (left === 0) this.#bySender.delete(sender);
      else this.#bySender.set(sender, left);
    };
  }
}

/**
 * Lets a bounded number of the scope's requests in, each before its body is read: what is refused costs no memory. `senderOf`
 * finds out who asks, and throws for whoever may not.
 */
export function addIngestGate(
  scope: FastifyInstance,
  gate: IngestGate,
  senderOf: (request: FastifyRequest) => Promise<string>,
): void {
  scope.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    const leave = gate.enter(await senderOf(request));
    // After its answer, or when its connection is gone. Work that nobody waits for ends by the statement's own timeout.
    reply.raw.once("close", leave);
    if (reply.raw.destroyed) leave();
  });
}
