import { describe, expect, it } from "vitest";
import { epochInstant, isoInstant } from "./iso-instant.ts";

describe("isoInstant", () => {
  it.each([
    ["2026-11-24T09:30:00Z", "2026-11-24T09:30:00Z"],
    ["2026-11-24 09:30:00.1234567Z", "2026-11-24T09:30:00.1234567Z"],
    ["2026-11-24 09:30:00 UTC", "2026-11-24T09:30:00Z"],
    ["2026-11-24 09:30:00.5+00", "2026-11-24T09:30:00.5+00:00"],
    ["2026-11-24t09:30:00-0330", "2026-11-24T09:30:00-03:30"],
    [" 2026-11-24T09:30:00+05:30 ", "2026-11-24T09:30:00+05:30"],
  ])("writes %j as %s", (text, instant) => {
    expect(isoInstant(text, { isUtc: false })).toBe(instant);
    expect(isoInstant(text, { isUtc: true })).toBe(instant);
  });

  it("takes a time without an offset for UTC only when it is told so", () => {
    expect(isoInstant("2026-11-24 09:30:00.25", { isUtc: true })).toBe("2026-11-24T09:30:00.25Z");
    expect(isoInstant("2026-11-24 09:30:00.25", { isUtc: false })).toBeNull();
  });

  it.each(["", "24.11.2026 09:30", "2026-11-24", "11/24/2026 9:30 AM", "1763976600"])("refuses %j", (text) => {
    expect(isoInstant(text, { isUtc: true })).toBeNull();
  });
});

describe("epochInstant", () => {
  it.each([
    ["1763976600", "2025-11-24T09:30:00Z"],
    ["1763976600.000000001", "2025-11-24T09:30:00.000000001Z"],
    ["1763976600123", "2025-11-24T09:30:00.123Z"],
    ["1763976600123.4", "2025-11-24T09:30:00.1234Z"],
    ["1763976600123456", "2025-11-24T09:30:00.123456Z"],
  ])("takes %s for %s", (text, instant) => {
    expect(epochInstant(text)).toBe(instant);
  });

  it.each(["", "0", "176397660", "17639766001", "0763976600", "-1763976600", "1763976600123456789", "1e9"])(
    "refuses %j, whose unit its length does not tell",
    (text) => {
      expect(epochInstant(text)).toBeNull();
    },
  );
});
