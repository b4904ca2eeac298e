import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { UsageError, type UsageErrorCode } from "usage-db";

/** Everything that can go wrong with a request through no fault of the program. */
export type ApiErrorCode =
  | UsageErrorCode
  | "not_signed_in"
  | "operators_only"
  | "scope_missing"
  | "key_not_found"
  | "cross_site_request"
  | "no_such_address"
  | "too_many_requests";

/** A refusal whose message is meant for the caller. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
  }
}

/**
 * How each is reported to the client.
 *
 * A timeout is 504, not 408: on a reused connection browsers take 408 for an idle close and silently send the request
 * again, which doubles the load just when there is too much of it.
 */
export const TRPC_CODES: Record<ApiErrorCode, TRPC_ERROR_CODE_KEY> = {
  not_signed_in: "UNAUTHORIZED",
  operators_only: "FORBIDDEN",
  scope_missing: "FORBIDDEN",
  key_not_found: "NOT_FOUND",
  cross_site_request: "FORBIDDEN",
  no_such_address: "NOT_FOUND",
  overloaded: "SERVICE_UNAVAILABLE",
  too_many_requests: "TOO_MANY_REQUESTS",
  firm_not_found: "NOT_FOUND",
  call_not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  database_unavailable: "SERVICE_UNAVAILABLE",
  timeout: "GATEWAY_TIMEOUT",
};

export function isKnownError(error: unknown): error is ApiError | UsageError {
  return error instanceof ApiError || error instanceof UsageError;
}

/**
 * The same answer for a firm that does not exist and for one that the caller may not see, so that nobody can probe for
 * names.
 */
export function firmNotFound(firmId: string): ApiError {
  return new ApiError(
    "firm_not_found",
    `firmId: there is no firm ${JSON.stringify(firmId)} that you may see; firms.list names those that you may`,
  );
}

export function keyNotFound(keyId: string): ApiError {
  return new ApiError(
    "key_not_found",
    `id: there is no API key ${JSON.stringify(keyId)}; keys.list names those that there are`,
  );
}
