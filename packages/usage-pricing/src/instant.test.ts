import { expect, it } from "vitest";
import { utcDateOf } from "./instant.ts";

it.each([
  ["2026-11-24T23:59:59.9999999Z", "2026-11-24"],
  ["2026-11-24T09:30Z", "2026-11-24"],
  ["2026-11-25T00:30:00+02:00", "2026-11-24"],
  ["2026-11-24T23:30:00-01:00", "2026-11-25"],
])("%s falls on %s", (instant, date) => {
  expect(utcDateOf(instant)).toBe(date);
});
