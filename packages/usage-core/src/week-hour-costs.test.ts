import { describe, expect, it } from "vitest";
import { money } from "./money.ts";
import { NO_USAGE } from "./usage-rows.ts";
import { weekHourCosts } from "./week-hour-costs.ts";

describe("weekHourCosts", () => {
  it("gives every hour of the week, Monday's first, with zeros where nothing was used", () => {
    const sunday = { ...NO_USAGE, weekday: 7, hour: 23, calls: 2n, unpricedCalls: 1n, cost: money("0.5") };
    const hours = weekHourCosts([sunday]);
    expect(hours).toHaveLength(168);
    expect(hours[0]).toEqual({ weekday: 1, hour: 0, cost: 0, tokens: 0, calls: 0, unpricedCalls: 0 });
    expect(hours[167]).toEqual({ weekday: 7, hour: 23, cost: 0.5, tokens: 0, calls: 2, unpricedCalls: 1 });
  });
});
