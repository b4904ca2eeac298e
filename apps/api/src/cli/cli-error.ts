/** A command cannot do what it was asked. The message is one line that says why, with which value, and what to do. */
export class CliError extends Error {
  override readonly name: string = "CliError";
}

/** A command did its work, said so, and the outcome is not good: exit code 1 without another word. */
export class Unsuccessful extends Error {
  override readonly name = "Unsuccessful";
}

/** The person asked to stop. */
export class Interrupted extends CliError {
  override readonly name = "Interrupted";
}
