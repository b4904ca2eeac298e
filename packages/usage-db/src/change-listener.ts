import pg from "pg";
import { Background, pause } from "./background.ts";
import type { UsageCache } from "./cache/usage-cache.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Logger } from "./logger.ts";
import { sessionUrl } from "./session-url.ts";

export interface ChangeListenerOptions {
  readonly connectionString: string;
  readonly cache: Pick<UsageCache, "renew" | "renewAll">;
  /** Told of each change once the cache has been renewed, and when nothing can be heard. */
  readonly feed?: Pick<ChangeFeed, "tell" | "tellAll" | "tellDeaf">;
  readonly logger: Logger;
}

/** Between two tries to connect, and between two renewals while nothing can be heard, in milliseconds. */
const RETRY_MS = 1_000;
/** Between two signs of life, in milliseconds. */
const HEARTBEAT_MS = 1_000;
/** How long connecting, or a sign of life, may take, in milliseconds. */
const ANSWER_MS = 5_000;

/**
 * Hears which firms have changed, by a fold in any process or by a change that leaves nothing to fold, and renews their
 * generations in a cache that the other process may not reach. While it knows that it cannot hear, it renews everything
 * every second, and once more when it hears again, so that nothing that was missed is served. A connection that died
 * silently is noticed within six seconds.
 *
 * The feed is told when changes cannot be heard, so that its followers know, and when they can be heard again. It is not
 * told of changes in between: all followers would at once ask a database that is mostly away.
 */
export class ChangeListener extends Background {
  readonly #options: ChangeListenerOptions;

  constructor(options: ChangeListenerOptions) {
    super();
    this.#options = options;
  }

  protected override async run(signal: AbortSignal): Promise<void> {
    const { cache, feed, logger } = this.#options;
    let failing = false;
    while (!signal.aborted) {
      await cache.renewAll();
      const deaf = setInterval(() => void cache.renewAll(), RETRY_MS);
      try {
        await this.#listen(signal, () => {
          clearInterval(deaf);
          if (failing) logger.info({}, "Listening for changes again");
          failing = false;
        });
      } catch (error) {
        if (!failing) logger.warn({ error: String(error) }, "Lost the connection that hears of changes; retrying");
        failing = true;
      } finally {
        clearInterval(deaf);
        feed?.tellDeaf();
      }
      await pause(RETRY_MS, signal);
    }
  }

  /** Listens until stopped; throws when the connection fails. */
  async #listen(signal: AbortSignal, onListening: () => void): Promise<void> {
    const { connectionString, cache, feed } = this.#options;
    const client = new pg.Client({
      connectionString: sessionUrl(connectionString),
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      application_name: "usage-db changes",
    });
    const lost = new AbortController();
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    client.on("notification", ({ payload }) => {
      if (payload !== undefined) void cache.renew([payload]).then(() => feed?.tell(payload));
    });
    try {
      await client.connect();
      await client.query("LISTEN ai_usage_changed");
      onListening();
      await cache.renewAll();
      feed?.tellAll();
      const ended = AbortSignal.any([signal, lost.signal]);
      while (!ended.aborted) {
        await pause(HEARTBEAT_MS, ended);
        // A connection whose other end is gone says nothing: it has to be asked.
        if (!signal.aborted) await client.query("SELECT 1");
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
