import { describe, expect, it } from "vitest";
import { type ExploredSums, exactExplore, exploreAnswer } from "./explore.ts";
import { money } from "./money.ts";
import { timeBuckets } from "./time-buckets.ts";
import { NO_USAGE } from "./usage-rows.ts";

const RANGE = { startDate: "2026-11-01", endDate: "2026-11-02" };
const PREVIOUS = { startDate: "2026-10-30", endDate: "2026-10-31" };

function sums(rank: number | null, bucket: number | null, cost: string, user?: string): ExploredSums {
  return { ...NO_USAGE, rank, bucket, calls: 1n, cost: money(cost), key: user === undefined ? {} : { user } };
}

function answer(found: readonly ExploredSums[], keys: number) {
  const exact = exactExplore(
    { sums: found, keys },
    {
      query: { groupBy: ["user"], granularity: "day" },
      buckets: timeBuckets(RANGE, "day", "UTC"),
      previousRange: PREVIOUS,
      userNames: new Map([["u1", "Ana"]]),
    },
  );
  return exploreAnswer(exact);
}

describe("explore", () => {
  it("fills the series with zeros, and names users by name, by id, or as batch jobs", () => {
    const found = [
      sums(2, 1, "0.2", "u9"),
      sums(1, 2, "0.1", "u1"),
      sums(1, null, "0.5", "u1"),
      sums(3, 1, "0", "batch"),
    ];
    const { rows, other, buckets } = answer(found, 3);
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
    const { total } = answer([sums(1, 1, "0.1", "u1"), sums(null, 2, "0.2")], 2);
    expect(total.figures.cost).toBe(0.3);
  });

  it("keeps what only the earlier range had in `other`, which holds no key of this one", () => {
    const { rows, other, total } = answer([sums(1, 1, "1", "u1"), sums(null, null, "7")], 1);
    expect(rows).toHaveLength(1);
    expect(other).toMatchObject({ keys: 0, figures: { cost: 0, calls: 0 }, previous: { cost: 7 } });
    expect(total.previous?.cost).toBe(7);
  });
});
