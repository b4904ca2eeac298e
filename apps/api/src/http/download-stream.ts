import { Readable } from "node:stream";
import type { LiveChecks } from "../context.ts";
import { watchCredentials } from "../watch-credentials.ts";

/** How long a reader may take nothing, in milliseconds. Even a slow one takes some hundreds of records within seconds. */
const MAX_IDLE_MS = 60_000;

/**
 * The parts as the body of an answer, read no faster than they are taken. It breaks off, so that its reader notices, when
 * the caller is no longer signed in, or takes nothing for a minute.
 */
export function downloadStream(
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
  checks: Pick<LiveChecks, "signInAgain">,
): Readable {
  let idle: NodeJS.Timeout | undefined;
  const untilTaken = () => {
    idle = setTimeout(
      () => stream.destroy(new Error(`The reader took nothing for ${MAX_IDLE_MS / 1000} s`)),
      MAX_IDLE_MS,
    );
  };
  async function* parts(): AsyncGenerator<string> {
    for (let part = first; part.done !== true; part = await rest.next()) {
      untilTaken();
      yield part.value;
      clearTimeout(idle);
    }
    // What was given last may still be on its way.
    untilTaken();
  }
  const stream = Readable.from(parts(), { objectMode: false });
  const unwatch = watchCredentials(checks, (reason) => stream.destroy(reason));
  stream.once("close", () => {
    clearTimeout(idle);
    unwatch();
  });
  return stream;
}
