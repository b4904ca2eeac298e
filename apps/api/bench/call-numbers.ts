import type { Batch } from "./batches.ts";

/** Divides into whole batches of every size, so that batches begin at the same samples again and again. */
const STRIDE = 1_000;

/** Numbers calls: no two batches share an id. */
export class CallNumbers {
  #next = 0;

  /** Goes on where batches of any size may begin. */
  align(): void {
    this.#next = Math.ceil(this.#next / STRIDE) * STRIDE;
  }

  next(size: number): Batch {
    const first = this.#next;
    this.#next += size;
    return { first, size };
  }
}
