/** A body that cannot be taken: malformed (400), too large (413), or in an encoding or a type that is not read (415). */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly statusCode: 400 | 413 | 415;

  constructor(statusCode: 400 | 413 | 415, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}
