import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { z } from "zod";
import { isKnownError } from "./api-error.ts";
import { toTrpcError } from "./format-error.ts";

/**
 * What the errors with a status stand for: the HTTP framework's own (a body too large, of another type, not JSON), and
 * ours.
 */
const REFUSALS: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  408: "TIMEOUT",
  413: "PAYLOAD_TOO_LARGE",
  414: "BAD_REQUEST",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "TOO_MANY_REQUESTS",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
  504: "GATEWAY_TIMEOUT",
};

/** Any error of a plain route, as a procedure would report it. */
export function toRequestError(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  if (isKnownError(error)) return toTrpcError(error);
  if (error instanceof z.ZodError) return new TRPCError({ code: "BAD_REQUEST", cause: error });
  const code = REFUSALS[statusOf(error)];
  if (code !== undefined && error instanceof Error) return new TRPCError({ code, message: error.message });
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
}

function statusOf(error: unknown): number {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : 500;
}
