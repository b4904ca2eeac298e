import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { newToken } from "./cache/names.ts";
import { type Clock, systemClock } from "./clock.ts";

/** Between two events of one follower, in milliseconds. */
const QUIET_MS = 500;

/** A firm has changed. It holds no figures: whoever wants them asks again. */
export interface FirmChange {
  /** Which state of the firm the follower knows of now: given when it follows again, nothing in between is missed. */
  readonly id: string;
  /** When it was told: UTC, ISO 8601. What is asked after this instant holds the change. */
  readonly asOf: string;
}

/**
 * Tells those who look at a firm that it has changed. The {@link ChangeListener} of the process tells it of what it heard,
 * after the cache was renewed: who asks again upon an event is not answered with what was cached before.
 *
 * An id is good in the process that gave it. Another one, or this one started anew, does not know it and tells of a change at
 * once: an event too many costs a question, one too few would leave old figures on the screen. (The cache's generation would not
 * do as an id. Every process that hears of a change renews it in a Redis that they share, so that the one that a follower
 * knows is mostly not the last.)
 */
export class ChangeFeed {
  readonly #clock: Clock;
  readonly #told = new EventEmitter().setMaxListeners(0);
  /** Another one as soon as any firm may have changed. */
  #allFirms = newToken();
  /** How often each firm has changed under `#allFirms`. */
  readonly #changes = new Map<string, number>();

  constructor({ clock = systemClock }: { readonly clock?: Clock } = {}) {
    this.#clock = clock;
  }

  /** The firm has changed. */
  tell(firmId: string): void {
    this.#changes.set(firmId, (this.#changes.get(firmId) ?? 0) + 1);
    this.#told.emit(eventOf(firmId));
  }

  /** Any firm may have changed. */
  tellAll(): void {
    this.#allFirms = newToken();
    this.#changes.clear();
    for (const event of this.#told.eventNames().filter(isOfFirm)) this.#told.emit(event);
  }

  /**
   * The firm's changes from now on, or since `lastId`; first of all the present id, when `lastId` is not given or another.
   * Changes in quick succession are one: two events a second at most, and the last change is always told. Ends when `signal`
   * is aborted.
   */
  async *follow(firmId: string, lastId: string | undefined, signal: AbortSignal): AsyncGenerator<FirmChange, void> {
    let known = lastId;
    try {
      while (!signal.aborted) {
        const id = this.#idOf(firmId);
        if (id === known) {
          await once(this.#told, eventOf(firmId), { signal });
          continue;
        }
        known = id;
        yield { id, asOf: this.#clock().toISOString() };
        await sleep(QUIET_MS, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #idOf(firmId: string): string {
    return `${this.#allFirms}.${this.#changes.get(firmId) ?? 0}`;
  }
}

const OF_FIRM = "firm ";

function eventOf(firmId: string): string {
  return `${OF_FIRM}${firmId}`;
}

/** Whoever waits for an event listens for the emitter's `error`, too. */
function isOfFirm(event: string | symbol): boolean {
  return typeof event === "string" && event.startsWith(OF_FIRM);
}
