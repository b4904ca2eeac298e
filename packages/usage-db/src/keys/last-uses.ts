import { LRUCache } from "lru-cache";
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import type { Logger } from "../logger.ts";
import type { MonotonicClock } from "./monotonic-clock.ts";

/** How exactly the last use of a key is known, in milliseconds. */
const PRECISION_MS = 60_000;

export interface LastUsesOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly elapsed: MonotonicClock;
  readonly logger: Logger | undefined;
}

/**
 * Keeps when keys were last used, without delaying the requests that use them: a failed write is only a line in the log.
 * A key is written once a minute at most, by whichever process.
 */
export class LastUses {
  readonly #options: LastUsesOptions;
  readonly #written: LRUCache<string, true>;

  constructor(options: LastUsesOptions) {
    this.#options = options;
    this.#written = new LRUCache({ max: 10_000, ttl: PRECISION_MS, ttlResolution: 0, perf: { now: options.elapsed } });
  }

  /** `keyId` is a key that was verified: ids that anyone can make up must not fill the memory. */
  note(keyId: string): void {
    if (this.#written.has(keyId)) return;
    // Also when the write fails: the next one makes up for it, and a database in trouble is not asked at every request.
    this.#written.set(keyId, true);
    const { clock, database, logger } = this.#options;
    writeLastUse(database, keyId, clock()).catch((error: unknown) =>
      logger?.warn({ error: String(error), keyId }, "The last use of an API key could not be kept"),
    );
  }
}

async function writeLastUse(database: Database, keyId: string, now: Date): Promise<void> {
  await database.run((prisma) =>
    prisma.apiKey.updateMany({
      where: {
        id: keyId,
        OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: new Date(now.getTime() - PRECISION_MS) } }],
      },
      data: { lastUsedAt: now },
    }),
  );
}
