/** What can go wrong with a question: a closed set, so that every caller can map all of it. */
export type UsageErrorCode =
  | "firm_not_found"
  | "call_not_found"
  | "invalid_input"
  | "database_unavailable"
  | "timeout"
  /** Too many others ask at once. Nothing was read. */
  | "overloaded";

/** A fault that a caller can act on. Its message names what was wrong, with which value, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code: UsageErrorCode;

  constructor(code: UsageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export function firmNotFound(firmId: string): UsageError {
  return new UsageError("firm_not_found", `There is no firm ${JSON.stringify(firmId)}; check its id.`);
}

export function callNotFound(id: string): UsageError {
  return new UsageError("call_not_found", `id: the firm has no call ${JSON.stringify(id)}; check its id`);
}
