import { Gate } from "./gate.ts";

/** Streams of events at once, in this process. Each holds a connection and little else. */
const MAX_GOING_ON = 1_000;
/** Of one caller: a person with many open pages, or a team that shares a sign-in. */
const MAX_OF_ONE_CALLER = 100;
const RETRY_AFTER_SECONDS = 5;

/** Counts the open streams. */
export class LiveGate extends Gate {
  constructor() {
    super({
      most: MAX_GOING_ON,
      mostOfOne: MAX_OF_ONE_CALLER,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      full: `${MAX_GOING_ON} pages are kept up to date already; connect again in ${RETRY_AFTER_SECONDS} seconds`,
      fullOfOne: `${MAX_OF_ONE_CALLER} pages of yours are kept up to date already; close some`,
    });
  }
}
