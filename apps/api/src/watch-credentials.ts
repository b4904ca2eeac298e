import type { LiveChecks } from "./context.ts";
import { ApiError } from "./errors/api-error.ts";

/**
 * How often the credentials are checked again, in milliseconds: for so long a caller who was shut out may still be
 * answered.
 */
const RECHECK_MS = 15_000;

/**
 * Reports once, with the reason, when the caller of a stream or a download is no longer signed in. Returns what ends the
 * watch.
 */
export function watchCredentials(
  { signInAgain }: Pick<LiveChecks, "signInAgain">,
  onShutOut: (reason: Error) => void,
): () => void {
  const recheck = setInterval(() => {
    signInAgain()
      .then((signIn) => {
        if (!signIn.signedIn) throw new ApiError("not_signed_in", signIn.problem);
      })
      .catch(onShutOut);
  }, RECHECK_MS);
  return () => clearInterval(recheck);
}
