import type { LiveChecks } from "./context.ts";
import { isKnownError } from "./errors/api-error.ts";
import { toTrpcError } from "./errors/format-error.ts";
import { watchCredentials } from "./watch-credentials.ts";

/** Makes the streams of events of one request. */
export interface LiveAnswers {
  /**
   * Passes on the events of `follow` until the caller hangs up, which aborts the signal of `follow`, or is no longer
   * signed in, which ends the stream with `not_signed_in`. Throws what {@link LiveChecks.enter} throws.
   */
  answer<Event>(follow: (signal: AbortSignal) => AsyncIterable<Event>): AsyncGenerator<Event, void>;
}

export function liveAnswers(checks: LiveChecks, hungUp: AbortSignal): LiveAnswers {
  return {
    answer(follow) {
      const leave = checks.enter();
      // A stream whose caller hung up before it began is never read, and so never ends.
      if (hungUp.aborted) leave();
      else hungUp.addEventListener("abort", leave, { once: true });
      return goOn(follow, checks, hungUp, leave);
    },
  };
}

async function* goOn<Event>(
  follow: (signal: AbortSignal) => AsyncIterable<Event>,
  checks: LiveChecks,
  hungUp: AbortSignal,
  leave: () => void,
): AsyncGenerator<Event, void> {
  const shutOut = new AbortController();
  const unwatch = watchCredentials(checks, (reason) => shutOut.abort(reason));
  try {
    yield* follow(AbortSignal.any([hungUp, shutOut.signal]));
    if (shutOut.signal.aborted) throw shutOut.signal.reason;
  } catch (error) {
    // Once the procedure has answered, nothing else translates errors.
    throw isKnownError(error) ? toTrpcError(error) : error;
  } finally {
    unwatch();
    leave();
  }
}
