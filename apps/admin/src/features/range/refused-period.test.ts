import { describe, expect, it } from "vitest";
import { refusedPeriodOf } from "./refused-period.ts";

describe("refusedPeriodOf", () => {
  it.each([
    [{ from: "2026-13-45", to: "x" }, "2026-13-45 – x"],
    [{ from: "2026-11-10", to: "2026-11-01", range: "7d" }, "2026-11-10 – 2026-11-01"],
    [{ from: "2024-01-01", to: "2026-01-01" }, "2024-01-01 – 2026-01-01"],
    [{ from: "2026-11-10" }, "2026-11-10 – …"],
    [{ to: "2026-11-10" }, "… – 2026-11-10"],
    [{ range: "yesterday" }, "yesterday"],
    [{ range: ["7d", "30d"] }, "7d,30d"],
    [{ from: `${"9".repeat(30)}\u0007`, to: "x" }, `${"9".repeat(20)}… – x`],
    [{ range: "a\u0007" }, "a\u{FFFD}"],
  ])("names what is no period: %j", (raw, named) => {
    expect(refusedPeriodOf(raw)?.asked).toBe(named);
  });

  it("says what is shown instead, by whatever else the address has", () => {
    expect(refusedPeriodOf({ from: "x", to: "y", range: "7d" })?.shown).toBe("7d");
    expect(refusedPeriodOf({ from: "x", to: "y", range: "z" })?.shown).toBe("this-month");
  });

  it.each([
    [{}],
    [{ range: "7d" }],
    [{ range: "", from: "", to: "" }],
    [{ from: "2026-11-01", to: "2026-11-10" }],
    [{ from: "2026-11-01", to: "2026-11-10", range: "yesterday" }],
    [{ day: "never", q: "x" }],
  ])("has nothing to say of a period that is shown: %j", (raw) => {
    expect(refusedPeriodOf(raw)).toBeNull();
  });
});
