import { hoursOf } from "usage-core";
import { describe, expect, it } from "vitest";
import { dayLength, hourLabels } from "./hour-labels.ts";

function labelsOn(date: string, zone: string): string[] {
  return [...hourLabels(hoursOf(date, zone).map(({ label }) => label)).values()];
}

describe("hourLabels", () => {
  it("shows the firm's clock", () => {
    expect(labelsOn("2026-11-24", "Asia/Kolkata")).toHaveLength(24);
    expect(labelsOn("2026-11-24", "Asia/Kolkata")[0]).toBe("00:00");
  });

  it("leaves out the hour that a 23-hour day does not have", () => {
    const labels = labelsOn("2026-03-29", "Europe/Bucharest");
    expect(labels).toHaveLength(23);
    expect(labels).not.toContain("03:00");
  });

  it("tells the two hours of a 25-hour day apart by their offset", () => {
    const labels = labelsOn("2026-10-25", "Europe/Bucharest");
    expect(labels).toHaveLength(25);
    expect(labels.slice(2, 6)).toEqual(["02:00", "03:00 +03:00", "03:00 +02:00", "04:00"]);
  });
});

describe("dayLength", () => {
  it.each([
    ["2026-03-29", "short"],
    ["2026-10-25", "long"],
    ["2026-11-24", "usual"],
  ])("of %s is %s", (date, length) => {
    expect(dayLength(hoursOf(date, "Europe/Bucharest").map(({ label }) => label))).toBe(length);
  });
});
