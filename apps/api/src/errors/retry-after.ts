import { isKnownError } from "./api-error.ts";

/** A database that is away may be back as soon as this. */
const DATABASE_BACK_SECONDS = 1;

/** In how many whole seconds the request may be sent again, as the header `Retry-After` has it; `null` for most errors. */
export function retryAfterOf(error: unknown): number | null {
  if (isKnownError(error) && error.code === "database_unavailable") return DATABASE_BACK_SECONDS;
  if (!(error instanceof Error) || !("retryAfterSeconds" in error)) return null;
  return typeof error.retryAfterSeconds === "number" ? Math.ceil(error.retryAfterSeconds) : null;
}
