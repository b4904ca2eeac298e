import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Notices } from "./notices.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Notices", () => {
  it("tells at once, then what came since, every ten seconds, and nothing when nothing came", () => {
    const tell = vi.fn();
    const notices = new Notices(tell);
    notices.add(1, "first");
    for (let count = 0; count < 99; count++) notices.add(2, `example ${count}`);
    expect(tell.mock.calls).toEqual([[1, "first"]]);
    vi.advanceTimersByTime(10_000);
    expect(tell.mock.calls.slice(1)).toEqual([[198, "example 98"]]);
    vi.advanceTimersByTime(60_000);
    notices.add(1, "last");
    expect(tell.mock.calls.slice(2)).toEqual([[1, "last"]]);
  });

  it("tells what is left at the end, and leaves no timer", () => {
    const tell = vi.fn();
    const notices = new Notices(tell);
    notices.add(1, "first");
    notices.add(1, "second");
    notices.end();
    expect(tell.mock.calls).toEqual([
      [1, "first"],
      [1, "second"],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
