import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { dailyCosts } from "./daily-costs.ts";

describe("dailyCosts", () => {
  const range = { startDate: "2026-10-31", endDate: "2026-11-02" };

  it("gives one entry a day, zeros included, oldest first", () => {
    const rows = [
      { day: "2026-11-02", ...usage("2") },
      { day: "2026-10-31", ...usage("1", 3, { unpricedCalls: 2n }) },
    ];
    expect(dailyCosts(rows, range)).toEqual([
      { date: "2026-10-31", cost: 1, tokens: 45, calls: 3, unpricedCalls: 2 },
      { date: "2026-11-01", cost: 0, tokens: 0, calls: 0, unpricedCalls: 0 },
      { date: "2026-11-02", cost: 2, tokens: 15, calls: 1, unpricedCalls: 0 },
    ]);
  });

  it("leaves out the rows of other days", () => {
    expect(dailyCosts([{ day: "2026-11-03", ...usage("1") }], range).map(({ calls }) => calls)).toEqual([0, 0, 0]);
  });
});
