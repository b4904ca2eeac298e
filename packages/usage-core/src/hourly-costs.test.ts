import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { hourlyCosts } from "./hourly-costs.ts";

describe("hourlyCosts", () => {
  it("tells apart the two hours that clocks show twice", () => {
    const hours = hourlyCosts(
      [
        { hour: "2026-10-25T00:00:00.000Z", ...usage("1", 1, { unpricedCalls: 1n }) },
        { hour: "2026-10-25T01:00:00.000Z", ...usage("2") },
      ],
      "2026-10-25",
      "Europe/Bucharest",
    );
    expect(hours).toHaveLength(25);
    expect(hours.filter(({ calls }) => calls > 0)).toEqual([
      { hour: "2026-10-25T03:00:00+03:00", cost: 1, tokens: 15, calls: 1, unpricedCalls: 1 },
      { hour: "2026-10-25T03:00:00+02:00", cost: 2, tokens: 15, calls: 1, unpricedCalls: 0 },
    ]);
  });
});
