import { setTimeout as delay } from "node:timers/promises";

interface Patience {
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Asks until `condition` gives something other than null, and gives that; null when `timeoutMs` have passed. */
export async function waitUntil<T>(
  condition: () => T | null,
  { timeoutMs, everyMs = 20 }: Patience,
): Promise<T | null> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = condition();
    if (value !== null || performance.now() >= deadline) return value;
    await delay(everyMs);
  }
}
