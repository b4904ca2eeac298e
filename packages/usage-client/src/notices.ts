/** The shortest time between two lines of one kind, in milliseconds. */
const INTERVAL_MS = 10_000;

/** Writes one line: of how many calls, and of one of them as an example. */
type Tell<Example> = (calls: number, example: Example) => void;

/** Reports calls, at once and then at most every ten seconds: how many there were, and the last of them. */
export class Notices<Example> {
  readonly #tell: Tell<Example>;
  #untold: { calls: number; example: Example } | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: Tell<Example>) {
    this.#tell = tell;
  }

  add(calls: number, example: Example): void {
    this.#untold = { calls: calls + (this.#untold?.calls ?? 0), example };
    if (this.#timer === undefined) this.#tellNow();
  }

  /** Reports what is left. */
  end(): void {
    this.#tellNow();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tellNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const untold = this.#untold;
    if (untold === null) return;
    this.#untold = null;
    this.#timer = setTimeout(() => this.#tellNow(), INTERVAL_MS).unref();
    this.#tell(untold.calls, untold.example);
  }
}
