import { Background, pause } from "./background.ts";
import type { UsageCache } from "./cache/usage-cache.ts";
import type { Database } from "./database.ts";
import { foldAll, vacuumDeltas } from "./fold.ts";
import type { Logger } from "./logger.ts";

export interface FolderOptions {
  readonly database: Database;
  readonly cache: Pick<UsageCache, "renew">;
  readonly logger: Logger;
  /** Between two rounds, in milliseconds: how long a cached answer may lag behind the ledger. */
  readonly intervalMs?: number;
}

/** Dead deltas worth a vacuum of our own; autovacuum looks once a minute. */
const DELTAS_PER_VACUUM = 5_000;

/**
 * Folds every second, for as long as it runs. Safe in many processes: one folds at a time and the others' rounds are
 * empty. A round that fails is logged and tried again: its deltas are still there, and readers count them.
 */
export class Folder extends Background {
  readonly #options: FolderOptions;

  constructor(options: FolderOptions) {
    super();
    this.#options = options;
  }

  protected override async run(signal: AbortSignal): Promise<void> {
    const { database, cache, logger, intervalMs = 1_000 } = this.#options;
    let sinceVacuum = 0;
    let failing = false;
    while (!signal.aborted) {
      try {
        sinceVacuum += await foldAll(database, cache, signal);
        if (failing) logger.info({}, "Folding works again");
        failing = false;
      } catch (error) {
        if (!failing) logger.error({ error: String(error) }, "Folding failed; it is tried again every round");
        failing = true;
      }
      if (sinceVacuum >= DELTAS_PER_VACUUM) {
        sinceVacuum = 0;
        // Autovacuum will do it, later.
        await vacuumDeltas(database).catch((error) =>
          logger.warn({ error: String(error) }, "The deltas could not be vacuumed; reads may slow down for a minute"),
        );
      }
      await pause(intervalMs, signal);
    }
  }
}
