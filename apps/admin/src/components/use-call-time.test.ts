import { localDayAt } from "usage-core";
import { expect, it } from "vitest";
import { offsetOnLongDay } from "./use-call-time.ts";

function offsetAt(instant: string, timeZone: string): string | null {
  const at = Date.parse(instant);
  return offsetOnLongDay(at, localDayAt(at, timeZone), timeZone);
}

it("tells two equal times of the day on which clocks go back apart, and is silent on others", () => {
  const zone = "Europe/Bucharest";
  // 03:05 by the clock, twice.
  expect(offsetAt("2026-10-25T00:05:00Z", zone)).toBe("+03:00");
  expect(offsetAt("2026-10-25T01:05:00Z", zone)).toBe("+02:00");
  expect(offsetAt("2026-10-25T21:59:59Z", zone)).toBe("+02:00");
  expect(offsetAt("2026-10-25T22:00:00Z", zone)).toBeNull();
  expect(offsetAt("2026-03-29T10:00:00Z", zone)).toBeNull();
  // By half an hour.
  expect(offsetAt("2026-04-04T14:45:00Z", "Australia/Lord_Howe")).toBe("+11:00");
  expect(offsetAt("2026-04-04T15:15:00Z", "Australia/Lord_Howe")).toBe("+10:30");
});
