/** In how many whole seconds the request may be sent again, as the header `Retry-After` has it; `null` for most errors. */
export function retryAfterOf(error: unknown): number | null {
  if (!(error instanceof Error) || !("retryAfterSeconds" in error)) return null;
  return typeof error.retryAfterSeconds === "number" ? Math.ceil(error.retryAfterSeconds) : null;
}
