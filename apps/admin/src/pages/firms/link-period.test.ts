import { expect, it } from "vitest";
import { linkPeriod } from "./link-period.ts";

const LAST_7_DAYS = { startDate: "2026-11-18", endDate: "2026-11-24" };

it("names the days where it is another date at the firm than in UTC", () => {
  const asOf = "2026-11-24T23:00:00Z";
  const choice = { preset: "7d" } as const;
  const named = { range: "7d", from: undefined, to: undefined };
  expect(linkPeriod(choice, { range: LAST_7_DAYS, timeZone: "Europe/London" }, asOf)).toEqual(named);
  expect(linkPeriod(choice, { range: LAST_7_DAYS, timeZone: "Europe/Bucharest" }, asOf)).toEqual({
    range: undefined,
    from: "2026-11-18",
    to: "2026-11-24",
  });
});

it("leaves each firm its own month to date", () => {
  const range = { startDate: "2026-12-01", endDate: "2026-12-01" };
  const choice = { preset: "this-month" } as const;
  expect(linkPeriod(choice, { range, timeZone: "Pacific/Auckland" }, "2026-11-30T12:00:00Z")).toEqual({
    range: undefined,
    from: undefined,
    to: undefined,
  });
});
