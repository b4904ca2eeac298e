import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** Where `fetch` tells that it has handed over the whole body of a request. */
const CHANNEL = "undici:request:bodySent";

/** Resolves when this process has sent `count` more requests. Those that found no server are none. */
export function requestsSent(count: number): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    subscribe(CHANNEL, function hear() {
      left--;
      if (left > 0) return;
      unsubscribe(CHANNEL, hear);
      resolve();
    });
  });
}
