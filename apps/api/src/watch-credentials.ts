import type { LiveChecks } from "./context.ts";
import { ApiError } from "./errors/api-error.ts";

/** Between two looks at the credentials, in milliseconds: how long whoever was shut out may still be answered. */
const RECHECK_MS = 15_000;

/** Tells once the caller of an answer that goes on is no longer signed in, and why. Gives what ends the watch. */
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
