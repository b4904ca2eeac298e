import { ApiError } from "../errors/api-error.ts";

interface GateOptions {
  /** How many may be in at once. */
  readonly most: number;
  /** Of one sender, so that one with many leaves room for others. */
  readonly mostOfOne: number;
  readonly retryAfterSeconds: number;
  /** The messages when it is full, or full of the same sender. */
  readonly full: string;
  readonly fullOfOne: string;
}

/** Too many at once. Nothing was done. */
class TooBusyError extends ApiError {
  readonly retryAfterSeconds: number;

  constructor(code: "overloaded" | "too_many_requests", message: string, retryAfterSeconds: number) {
    super(code, message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Lets a bounded number in at once, and of each sender too. */
export class Gate {
  readonly #options: GateOptions;
  readonly #bySender = new Map<string, number>();
  #inside = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /**
   * Lets one of the sender in and returns what lets it out again, which may be called twice. Throws a {@link
   * TooBusyError}.
   */
  enter(sender: string): () => void {
    const { most, mostOfOne, retryAfterSeconds, full, fullOfOne } = this.#options;
    const ofSender = this.#bySender.get(sender) ?? 0;
    if (this.#inside >= most) throw new TooBusyError("overloaded", full, retryAfterSeconds);
    if (ofSender >= mostOfOne) throw new TooBusyError("too_many_requests", fullOfOne, retryAfterSeconds);
    this.#inside += 1;
    this.#bySender.set(sender, ofSender + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#inside -= 1;
      const left = (this.#bySender.get(sender) ?? 1) - 1;
      if (left === 0) this.#bySender.delete(sender);
      else this.#bySender.set(sender, left);
    };
  }
}
