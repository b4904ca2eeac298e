import { describe, expect, it } from "vitest";
import { bucketState, isWhole, isWholeMonth } from "./buckets.ts";

const answer = { asOf: "2026-11-23T22:30:00Z", timeZone: "Europe/Bucharest" };

function days(startDate: string, endDate = startDate) {
  return { start: startDate, startDate, endDate };
}

describe("bucketState", () => {
  it.each([
    ["2026-11-23", "over"],
    ["2026-11-24", "unfinished"],
    ["2026-11-25", "toCome"],
  ])("goes by the firm's date: %s is %s", (day, state) => {
    expect(bucketState(days(day), "day", answer)).toBe(state);
  });

  it.each([
    ["2026-11-23T23:00:00+02:00", "over"],
    ["2026-11-24T00:00:00+02:00", "unfinished"],
    ["2026-11-24T01:00:00+02:00", "toCome"],
  ])("of the hour at %s is %s", (start, state) => {
    expect(bucketState({ ...days("2026-11-24"), start }, "hour", answer)).toBe(state);
  });

  it("of a week or month that holds today is unfinished", () => {
    expect(bucketState(days("2026-11-23", "2026-11-29"), "week", answer)).toBe("unfinished");
    expect(bucketState(days("2026-10-01", "2026-10-31"), "month", answer)).toBe("over");
  });
});

describe("isWholeMonth", () => {
  it("is so of all days of a month only", () => {
    expect(isWholeMonth(days("2026-02-01", "2026-02-28"))).toBe(true);
    expect(isWholeMonth(days("2026-11-01", "2026-11-24"))).toBe(false);
    expect(isWholeMonth(days("2026-11-02", "2026-11-30"))).toBe(false);
  });
});

describe("isWhole", () => {
  it("knows weeks and months that the range cuts short", () => {
    expect(isWhole(days("2026-11-02", "2026-11-08"), "week")).toBe(true);
    expect(isWhole(days("2026-11-05", "2026-11-08"), "week")).toBe(false);
    expect(isWhole(days("2026-11-01", "2026-11-30"), "month")).toBe(true);
    expect(isWhole(days("2026-11-05", "2026-11-30"), "month")).toBe(false);
    expect(isWhole(days("2026-11-05", "2026-11-05"), "day")).toBe(true);
  });
});
