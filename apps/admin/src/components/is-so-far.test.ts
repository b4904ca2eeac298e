import { expect, it } from "vitest";
import { isSoFar } from "./is-so-far.ts";

it("goes by the day of the firm, not of the reader", () => {
  const read = { asOf: "2026-11-24T22:30:00Z", timeZone: "Europe/Bucharest" };
  expect(isSoFar({ endDate: "2026-11-25" }, read)).toBe(true);
  expect(isSoFar({ endDate: "2026-11-24" }, read)).toBe(false);
});
