/** The server cannot start as it is set up. The message says why, with which value, and what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}
