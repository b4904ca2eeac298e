import { describe, expect, it } from "vitest";
import { type ExploredRows, type ExploredSums, exactExplore, exploreAnswer } from "./explore.ts";
import { money } from "./money.ts";
import { timeBuckets } from "./time-buckets.ts";
import { NO_USAGE } from "./usage-rows.ts";

const RANGE = { startDate: "2026-11-01", endDate: "2026-11-02" };
const PREVIOUS = { startDate: "2026-10-30", endDate: "2026-10-31" };

function sums(bucket: number | null, cost: string): ExploredSums {
  return { ...NO_USAGE, bucket, calls: cost === "0" ? 0n : 1n, cost: money(cost) };
}

function answer(found: ExploredRows) {
  const exact = exactExplore(found, {
    query: { groupBy: ["user"] },
    buckets: timeBuckets(RANGE, "day", "UTC"),
    previousRange: PREVIOUS,
    userNames: new Map([["u1", "Ana"]]),
  });
  return exploreAnswer(exact);
}

describe("explore", () => {
  it("fills the series with zeros, and names users by name, by id, or as batch jobs", () => {
    const { rows, other, buckets } = answer({
      largest: [
        { key: { user: "u1" }, sums: [sums(2, "0.1"), sums(null, "0.5")] },
        { key: { user: "u9" }, sums: [sums(1, "0.2")] },
        { key: { user: "batch" }, sums: [sums(1, "0")] },
      ],
      totals: [sums(1, "0.2"), sums(2, "0.1"), sums(null, "0.5")],
      keys: 3,
    });
    expect(buckets.map(({ start }) => start)).toEqual(["2026-11-01", "2026-11-02"]);
    expect(rows.map(({ key, userName }) => [key, userName])).toEqual([
      [{ user: "u1" }, "Ana"],
      [{ user: "u9" }, "u9"],
      [{ user: "batch" }, "Procese automate"],
    ]);
    expect(rows[0]?.series.map(({ cost }) => cost)).toEqual([0, 0.1]);
    expect(rows[0]?.previous).toMatchObject({ cost: 0.5, calls: 1 });
    expect(rows[1]?.previous).toMatchObject({ cost: 0, calls: 0 });
    expect(other).toBeNull();
  });

  it("sums exactly: a tenth and two tenths are three", () => {
    const { total, other } = answer({
      largest: [{ key: { user: "u1" }, sums: [sums(1, "0.1")] }],
      totals: [{ ...sums(1, "0.3"), calls: 3n }],
      keys: 3,
    });
    expect(total.figures.cost).toBe(0.3);
    expect(other).toMatchObject({ keys: 2, figures: { cost: 0.2, calls: 2 } });
    expect(other?.series.map(({ cost }) => cost)).toEqual([0.2, 0]);
  });

  it("keeps what only the earlier range had in `other`, which holds no key of this one", () => {
    const { rows, other, total } = answer({
      largest: [{ key: { user: "u1" }, sums: [sums(1, "1")] }],
      totals: [sums(1, "1"), sums(null, "7")],
      keys: 1,
    });
    expect(rows).toHaveLength(1);
    expect(other).toMatchObject({ keys: 0, figures: { cost: 0, calls: 0 }, previous: { cost: 7 } });
    expect(total.previous?.cost).toBe(7);
  });
});
