import { setTimeout as sleep } from "node:timers/promises";

/** Work that runs in the background until it is stopped. */
export abstract class Background {
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  /** Does nothing when it runs already. */
  start(): void {
    this.#running ??= this.run(this.#stop.signal);
  }

  /** Resolves once the current round has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Goes on until `signal` is aborted. Must not throw. */
  protected abstract run(signal: AbortSignal): Promise<void>;
}

/** Waits `ms` milliseconds, or until `signal` is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
