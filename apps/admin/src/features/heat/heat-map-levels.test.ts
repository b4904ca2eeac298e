import { expect, it } from "vitest";
import { HEAT_LEVELS, heatLevel } from "./heat-map-levels.ts";

const CELL = { weekday: 1, hour: 9, cost: 0, calls: 2, tokens: 10, unpricedCalls: 0 };

it("tells calls that cost nothing from no calls, and both from calls whose cost is not known", () => {
  expect(heatLevel(CELL, 5)).toBe(1);
  expect(heatLevel({ ...CELL, calls: 0 }, 5)).toBe(0);
  expect(heatLevel(undefined, 5)).toBe(0);
  expect(heatLevel({ ...CELL, unpricedCalls: 1 }, 5)).toBe("unpriced");
});

it("has the darkest shade for the most, and none beyond", () => {
  expect(heatLevel({ ...CELL, cost: 5 }, 5)).toBe(HEAT_LEVELS);
  expect(heatLevel({ ...CELL, cost: 5.000_000_1 }, 5)).toBe(HEAT_LEVELS);
});
