import { Gate } from "./gate.ts";

/** Downloads at once, in this process. Each holds some hundreds of records; one of explore holds all of its sums. */
const MAX_UNDER_WAY = 12;
/** Of one caller, so that one with many leaves room for others. */
const MAX_OF_ONE_CALLER = 4;
const RETRY_AFTER_SECONDS = 5;

/** Counts the downloads under way. */
export class DownloadGate extends Gate {
  constructor() {
    super({
      most: MAX_UNDER_WAY,
      mostOfOne: MAX_OF_ONE_CALLER,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      full: `${MAX_UNDER_WAY} downloads are under way; ask for this one again in ${RETRY_AFTER_SECONDS} seconds`,
      fullOfOne: `${MAX_OF_ONE_CALLER} downloads of yours are under way; wait for one, and ask again in ${RETRY_AFTER_SECONDS} seconds`,
    });
  }
}
