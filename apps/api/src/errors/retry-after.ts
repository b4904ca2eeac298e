import { type ApiErrorCode, isKnownError } from "./api-error.ts";

/** A database that is away may be back as soon as this, and a question that reads many calls may be answered. */
const SECONDS: Partial<Record<ApiErrorCode, number>> = { database_unavailable: 1, overloaded: 2 };

/** In how many whole seconds the request may be sent again, as the header `Retry-After` has it; `null` for most errors. */
export function retryAfterOf(error: unknown): number | null {
  if (error instanceof Error && "retryAfterSeconds" in error && typeof error.retryAfterSeconds === "number") {
    return Math.ceil(error.retryAfterSeconds);
  }
  return isKnownError(error) ? (SECONDS[error.code] ?? null) : null;
}
