import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withinDeadline } from "./deadline.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("withinDeadline", () => {
  it("gives what the work gives, and leaves no timer behind", async () => {
    expect(await withinDeadline(1_000, "usage.overview", async () => 42)).toBe(42);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("passes on what the work throws, and leaves no timer behind", async () => {
    const failure = new Error("no");
    await expect(withinDeadline(1_000, "usage.overview", () => Promise.reject(failure))).rejects.toBe(failure);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("names what took too long, and its limit", async () => {
    const answer = withinDeadline(2_500, "usage.overview", () => new Promise<never>(() => {}));
    const refused = expect(answer).rejects.toMatchObject({
      code: "timeout",
      message: "usage.overview took longer than 2.5 s; ask for less, or try again later",
    });
    await vi.advanceTimersByTimeAsync(2_500);
    await refused;
  });
});
