import { expect, it } from "vitest";
import { isSoFar } from "./is-so-far.ts";

it("goes by the day of the firm, not of the reader", () => {
  const read = { asOf: "2026-11-24T22:30:00Z", timeZone: "Europe/Bucharest" };
  expect(isSoFar({ startDate: "2026-11-01", endDate: "2026-11-25" }, read)).toBe(true);
  expect(isSoFar({ startDate: "2026-11-01", endDate: "2026-11-24" }, read)).toBe(false);
  expect(isSoFar({ startDate: "2026-11-26", endDate: "2026-11-30" }, read)).toBe(false);
});
