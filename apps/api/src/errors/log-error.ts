import type { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { FastifyBaseLogger } from "fastify";
import { isKnownError } from "./api-error.ts";
import { errorReference } from "./error-reference.ts";

/** Logs what the operators of the server must know, which the faults of callers are not. */
export function logError(log: FastifyBaseLogger, error: TRPCError, path?: string): void {
  if (error.code === "INTERNAL_SERVER_ERROR") {
    log.error({ err: error.cause ?? error, reference: errorReference(error), path }, "a request failed");
  } else if (isKnownError(error.cause) && error.cause.code === "overloaded") {
    // There may be thousands a second.
    log.info({ reason: error.cause.message, path }, "a request was turned away");
  } else if (getHTTPStatusCodeFromError(error) >= 500) {
    log.warn({ err: error.cause ?? error, path }, "a request could not be answered");
  }
}
