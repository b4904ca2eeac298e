import { addDays } from "usage-core";
import { describe, expect, it } from "vitest";
import { defaultStep, offeredSteps, spendStep } from "./spend-step.ts";

function daysFrom(startDate: string, days: number) {
  return { startDate, endDate: addDays(startDate, days - 1) };
}

describe("defaultStep", () => {
  it.each([
    [1, "day"],
    [62, "day"],
    [63, "week"],
    [200, "week"],
    [201, "month"],
    [400, "month"],
  ])("shows %i days by %s", (days, step) => {
    expect(defaultStep(daysFrom("2026-01-01", days))).toBe(step);
  });
});

describe("offeredSteps", () => {
  it.each([
    [7, ["day"]],
    [31, ["day", "week"]],
    [90, ["day", "week", "month"]],
  ])("offers for %i days %j", (days, steps) => {
    expect(offeredSteps(daysFrom("2026-01-01", days))).toEqual(steps);
  });
});

describe("spendStep", () => {
  it("is what was chosen, where that is offered", () => {
    expect(spendStep(daysFrom("2026-01-01", 90), "day")).toBe("day");
    expect(spendStep(daysFrom("2026-01-01", 7), "month")).toBe("day");
    expect(spendStep(daysFrom("2026-01-01", 90), undefined)).toBe("week");
  });
});
