import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_BACKOFF_MS, LONGEST_WAIT_MS, retryDelay } from "./retry-delay.ts";

const anyAttempt = fc.nat({ max: 10_000 });
const anyWait = fc.oneof(fc.nat(), fc.constant(0), fc.constant(Number.POSITIVE_INFINITY));
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("retryDelay", () => {
  it("is never less than the server asked for, within bounds, nor much more", () => {
    fc.assert(
      fc.property(anyAttempt, anyWait, anyRandom, (attempt, leastMs, random) => {
        const delay = retryDelay(attempt, leastMs, random);
        const asked = Math.min(leastMs, LONGEST_WAIT_MS);
        expect(delay).toBeGreaterThanOrEqual(asked);
        expect(delay).toBeLessThanOrEqual(asked + LONGEST_BACKOFF_MS);
      }),
    );
  });

  it("spreads over all of the time up to its bound", () => {
    expect(retryDelay(3, 0, 0)).toBe(0);
    expect(retryDelay(3, 0, 0.5)).toBe(2_000);
    expect(retryDelay(3, 7_000, 0.5)).toBe(9_000);
  });

  it("doubles its bound with every try, to half a minute", () => {
    const bounds = [0, 1, 2, 5, 6, 7, 5_000].map((attempt) => 2 * retryDelay(attempt, 0, 0.5));
    expect(bounds).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
  });
});
