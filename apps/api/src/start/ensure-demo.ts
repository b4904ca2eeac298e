import { type Database, listFirms, systemClock } from "usage-db";
import { DEMO_FIRMS } from "../demo/demo-firms.ts";
import { loadDemo } from "../demo/load-demo.ts";
import type { Progress } from "./progress.ts";

const DEMO_FIRM_IDS: ReadonlySet<string> = new Set(DEMO_FIRMS.map(({ id }) => id));

/**
 * Fills a database that has no firms with demonstration data, and lets the story go on in one that has no others: a load
 * that was cut off is completed, and the dashboard is not empty a month later.
 */
export async function ensureDemo(database: Database, progress: Progress, signal: AbortSignal): Promise<void> {
  const firms = await listFirms(database);
  if (firms.some(({ id }) => !DEMO_FIRM_IDS.has(id))) return;
  const title = firms.length === 0 ? "Loading demonstration data" : "Bringing the data up to date";
  await progress.step(title, async (at) => {
    await loadDemo(database, {
      asOf: systemClock(),
      signal,
      onProgress: (_message, fraction) => at(`${Math.round(fraction * 100)} %`),
    });
    // An interrupted load is not reported as done.
    signal.throwIfAborted();
  });
}
