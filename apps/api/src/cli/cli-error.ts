/** A command cannot do what it was asked. The message is one line that says why, with which value, and what to do. */
export class CliError extends Error {
  override readonly name: string = "CliError";
}

/** A command did its work and reported it, and the outcome is bad: exit code 1, with nothing more to print. */
export class Unsuccessful extends Error {
  override readonly name = "Unsuccessful";
}

/** The person asked to stop. */
export class Interrupted extends CliError {
  override readonly name = "Interrupted";
}
