import { expect, it } from "vitest";
import { sharedRange } from "./shared-range.ts";

const OCTOBER = { startDate: "2026-10-01", endDate: "2026-10-24" };

it("is the range of all, or none", () => {
  expect(sharedRange([OCTOBER, { ...OCTOBER }])).toEqual(OCTOBER);
  expect(sharedRange([OCTOBER, { ...OCTOBER, endDate: "2026-10-25" }])).toBeNull();
  expect(sharedRange([])).toBeNull();
});
