import { vi } from "vitest";
import { z } from "zod";
import type { CacheKey, CacheRequest, UsageCache } from "../../src/cache/usage-cache.ts";

const schema = z.object({ amount: z.number() });
type Amount = z.infer<typeof schema>;

let figures = 0;

/** A figure of a firm that the tests change, and that counts how often it is loaded. */
export class Figure {
  readonly key: CacheKey;
  amount = 0;
  loads = 0;
  /** Awaited by each load after it has read the amount, as a slow query would. */
  pause: () => Promise<unknown> = async () => undefined;

  constructor(key: Partial<CacheKey> = {}) {
    figures += 1;
    const firmId = `firm-${figures}`;
    this.key = { type: "overview", firmId, startDate: "2026-11-01", endDate: "2026-11-30", ...key };
  }

  request(change: Partial<CacheRequest<Amount>> = {}): CacheRequest<Amount> {
    return {
      key: this.key,
      validFor: "Europe/Bucharest 2026-11-24",
      schema,
      load: async () => {
        this.loads += 1;
        const { amount } = this;
        await this.pause();
        return { amount };
      },
      ...change,
    };
  }

  async readFrom(cache: UsageCache): Promise<number> {
    return (await cache.getOrLoad(this.request())).value.amount;
  }
}

/** A promise and what settles it. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Waits for a condition, also on a machine that is busy with other things. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 20_000, interval: 5 });
}

/** Waits until the cache answers from what it holds, as it does once it trusts its Redis. */
export async function untilInUse(cache: UsageCache): Promise<void> {
  const probe = new Figure();
  await until(async () => (await cache.getOrLoad(probe.request())).hit);
}
