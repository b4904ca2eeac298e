import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { withDeadline } from "../../src/cache/with-deadline.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When a reply that never comes is given up, in milliseconds, to the next ten: a turn of the fake clock takes one. */
async function givenUpAfter(heardAt: () => number): Promise<number> {
  const begun = performance.now();
  let after = 0;
  withDeadline(new Promise(() => undefined), 200, { heardAt }).catch(() => {
    after = performance.now() - begun;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  return Math.round(after / 10) * 10;
}

it("counts from when the other side last said anything, and ends however much else it says", async () => {
  expect(await givenUpAfter(() => 0)).toBe(200);
  const begun = performance.now();
  expect(await givenUpAfter(() => begun + 150)).toBe(350);
  expect(await givenUpAfter(() => performance.now())).toBe(1_000);
});
