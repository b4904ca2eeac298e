import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { newToken } from "./cache/names.ts";
import { type Clock, systemClock } from "./clock.ts";
import { UsageError } from "./errors.ts";

/** Between two events to a follower of one firm, in milliseconds. */
const QUIET_MS = 500;
/** To a follower of all firms, who asks for more and hears more often. */
const QUIET_OF_ALL_MS = 1_000;

/** A firm, or any of all firms, has changed. It holds no figures: whoever wants them asks again. */
export interface FirmChange {
  /** The state that the follower knows of now. Whoever gives it when following again misses nothing in between. */
  readonly id: string;
  /** When that was heard: UTC, ISO 8601. An answer that was read later, by the same clock, holds the change. */
  readonly asOf: string;
}

/** How often something has changed, and when the last change was heard. */
interface Changes {
  readonly count: number;
  readonly asOf: string;
}

/**
 * Tells the followers of a firm, or of all firms, that something has changed. The {@link ChangeListener} of the process
 * reports what it heard after it has renewed the cache, so that whoever asks again upon an event is not answered with
 * what was cached before.
 *
 * An id is good in the process that gave it. Another process, or this one started anew, does not know it and reports a
 * change at once: an event too many costs a question, one too few would leave old figures on the screen. (The cache's
 * generation would not do as an id: every process that hears of a change renews it in the Redis that they share, so that
 * the one that a follower knows is mostly not the last.)
 */
export class ChangeFeed {
  readonly #clock: Clock;
  readonly #told = new EventEmitter().setMaxListeners(0);
  /** Replaced as soon as any firm may have changed. */
  #token = newToken();
  /** No change yet under `#token`. */
  #noChanges: Changes;
  #changesOfAll: Changes;
  readonly #changes = new Map<string, Changes>();
  #isDeaf = false;

  constructor({ clock = systemClock }: { readonly clock?: Clock } = {}) {
    this.#clock = clock;
    this.#noChanges = { count: 0, asOf: this.#now() };
    this.#changesOfAll = this.#noChanges;
  }

  /** The firm has changed. */
  tell(firmId: string): void {
    const asOf = this.#now();
    this.#changes.set(firmId, { count: this.#changesOf(firmId).count + 1, asOf });
    this.#changesOfAll = { count: this.#changesOfAll.count + 1, asOf };
    this.#told.emit(eventOf(firmId));
    this.#told.emit(eventOf(null));
  }

  /** Any firm may have changed; from now on changes are heard of. */
  tellAll(): void {
    this.#isDeaf = false;
    this.#token = newToken();
    this.#noChanges = { count: 0, asOf: this.#now() };
    this.#changesOfAll = this.#noChanges;
    this.#changes.clear();
    this.#wakeAll();
  }

  /** Changes are not heard of until {@link tellAll}: whoever follows, or begins to, gets `database_unavailable`. */
  tellDeaf(): void {
    this.#isDeaf = true;
    this.#wakeAll();
  }

  /**
   * The firm's changes from now on, or since `lastId`. Begins with the present id, unless that is `lastId`. Changes in
   * quick succession are one: two events a second at most, and the last change is always reported. Ends when `signal` is
   * aborted; throws `database_unavailable` as soon as changes are not heard of.
   */
  follow(firmId: string, lastId: string | undefined, signal: AbortSignal): AsyncGenerator<FirmChange, void> {
    return this.#follow(firmId, QUIET_MS, lastId, signal);
  }

  /** The same of all firms together: one event a second at most. */
  followAll(lastId: string | undefined, signal: AbortSignal): AsyncGenerator<FirmChange, void> {
    return this.#follow(null, QUIET_OF_ALL_MS, lastId, signal);
  }

  /** `null` is any firm. */
  async *#follow(
    firmId: string | null,
    quietMs: number,
    lastId: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<FirmChange, void> {
    let known = lastId;
    try {
      while (!signal.aborted) {
        if (this.#isDeaf) throw deaf();
        const { count, asOf } = this.#changesOf(firmId);
        const id = `${this.#token}.${count}`;
        if (id === known) {
          await once(this.#told, eventOf(firmId), { signal });
          continue;
        }
        known = id;
        yield { id, asOf };
        await sleep(quietMs, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #changesOf(firmId: string | null): Changes {
    return firmId === null ? this.#changesOfAll : (this.#changes.get(firmId) ?? this.#noChanges);
  }

  #wakeAll(): void {
    for (const event of this.#told.eventNames().filter(isOfFirms)) this.#told.emit(event);
  }

  #now(): string {
    return this.#clock().toISOString();
  }
}

const OF_FIRMS = "firm";

/** `null` is any firm. */
function eventOf(firmId: string | null): string {
  return firmId === null ? `${OF_FIRMS}s` : `${OF_FIRMS} ${firmId}`;
}

/** Not every event: `once` also listens for the emitter's `error`. */
function isOfFirms(event: string | symbol): boolean {
  return typeof event === "string" && event.startsWith(OF_FIRMS);
}

function deaf(): UsageError {
  return new UsageError("database_unavailable", "The database tells of no changes at the moment; connect again soon.");
}
