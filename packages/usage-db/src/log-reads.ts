import { UsageError } from "./errors.ts";

/** The longest that a read waits for its turn, in milliseconds: a procedure has ten seconds, of which its own read needs some. */
const MAX_WAIT_MS = 8_000;
/** How many may wait for each that reads: reading two million calls takes about a second. */
const WAITING_FOR_EACH = 8;

interface Waiting {
  readonly firmId: string;
  begin(): void;
}

/**
 * Lets a bounded number of questions read single calls at once, and half as many of one firm. Each may take a second, and
 * a page asks several: without a bound they would hold every connection of the pool, and leave none for recording calls.
 */
export class LogReads {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #byFirm = new Map<string, number>();
  #reading = 0;
  /** In the order in which they came. */
  #waiting: readonly Waiting[] = [];

  constructor(most: number) {
    this.#most = most;
    this.#mostOfOne = Math.ceil(most / 2);
  }

  /** Reads in turn. Throws `overloaded` when too many wait already, or the turn does not come in time; nothing is read then. */
  async read<Result>(firmId: string, read: () => Promise<Result>): Promise<Result> {
    if (this.#isOverfull(firmId)) throw tooManyReads();
    return this.#inTurn(firmId, MAX_WAIT_MS, read);
  }

  /** The same, however long the wait: for callers who limit their own number, and would lose what they have read before. */
  async readPatiently<Result>(firmId: string, read: () => Promise<Result>): Promise<Result> {
    return this.#inTurn(firmId, null, read);
  }

  async #inTurn<Result>(firmId: string, maxWaitMs: number | null, read: () => Promise<Result>): Promise<Result> {
    // Nobody is overtaken: those who wait could not begin either, as reads of their own firm are at the bound.
    if (this.#mayBegin(firmId)) this.#begin(firmId);
    else await this.#turn(firmId, maxWaitMs);
    try {
      return await read();
    } finally {
      this.#end(firmId);
    }
  }

  #turn(firmId: string, maxWaitMs: number | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(deadline);
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
      };
      const waiting = {
        firmId,
        begin: () => {
          leave();
          this.#begin(firmId);
          resolve();
        },
      };
      const giveUp = () => {
        leave();
        reject(tooManyReads());
      };
      const deadline = maxWaitMs === null ? undefined : setTimeout(giveUp, maxWaitMs);
      this.#waiting = [...this.#waiting, waiting];
    });
  }

  #isOverfull(firmId: string): boolean {
    const ofFirm = this.#waiting.filter((waiting) => waiting.firmId === firmId).length;
    return this.#waiting.length >= this.#most * WAITING_FOR_EACH || ofFirm >= this.#mostOfOne * WAITING_FOR_EACH;
  }

  #mayBegin(firmId: string): boolean {
    return this.#reading < this.#most && (this.#byFirm.get(firmId) ?? 0) < this.#mostOfOne;
  }

  #begin(firmId: string): void {
    this.#reading += 1;
    this.#byFirm.set(firmId, (this.#byFirm.get(firmId) ?? 0) + 1);
  }

  #end(firmId: string): void {
    this.#reading -= 1;
    const left = (this.#byFirm.get(firmId) ?? 1) - 1;
    if (left === 0) this.#byFirm.delete(firmId);
    else this.#byFirm.set(firmId, left);
    this.#waiting.find((waiting) => this.#mayBegin(waiting.firmId))?.begin();
  }
}

function tooManyReads(): UsageError {
  return new UsageError("overloaded", "Too many questions are reading single calls; try again in a moment.");
}
