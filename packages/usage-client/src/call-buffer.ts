import type { PreparedCall } from "./prepare-call.ts";

export interface BufferBounds {
  readonly maxCalls: number;
  readonly maxBytes: number;
}

/** Calls in the order of their coming, in bounded memory. Those that were taken count until they are released. */
export class CallBuffer {
  readonly #bounds: BufferBounds;
  #waiting: PreparedCall[] = [];
  #pending = 0;
  #bytes = 0;

  constructor(bounds: BufferBounds) {
    this.#bounds = bounds;
  }

  /** Calls that were not taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Calls that were not released yet. */
  get pending(): number {
    return this.#pending;
  }

  /** Says whether the call had room. */
  add(call: PreparedCall): boolean {
    if (this.#pending >= this.#bounds.maxCalls || this.#bytes + call.bytes > this.#bounds.maxBytes) return false;
    this.#waiting.push(call);
    this.#pending++;
    this.#bytes += call.bytes;
    return true;
  }

  /** The oldest `count` calls, or as many as there are. */
  take(count: number): readonly PreparedCall[] {
    return this.#waiting.splice(0, count);
  }

  release(calls: readonly PreparedCall[]): void {
    this.#pending -= calls.length;
    this.#bytes -= calls.reduce((bytes, call) => bytes + call.bytes, 0);
  }
}
