import { describe, expect, it } from "vitest";
import { hourStartWithin, hoursOf, isTimeZone, localDayAt, localDayStart, monthProgress } from "./calendar.ts";

const at = (instant: string) => Date.parse(instant);
const elapsedAt = (instant: string, zone: string) =>
  monthProgress(localDayAt(at(instant), zone), at(instant)).elapsedDays.toNumber();

describe("localDayAt", () => {
  it("is the firm's day, not UTC's", () => {
    expect(localDayAt(at("2023-11-16T18:17:00Z"), "UTC").date).toBe("2023-11-16");
    expect(localDayAt(at("2023-11-16T18:17:00Z"), "Asia/Kathmandu").date).toBe("2023-11-17");
    expect(localDayAt(at("2026-01-01T04:59:59Z"), "America/New_York").date).toBe("2025-12-31");
  });

  it.each([
    ["2026-03-29", "Europe/Bucharest", 23],
    ["2026-10-25", "Europe/Bucharest", 25],
    ["2026-03-08", "America/New_York", 23],
    ["2026-11-01", "America/New_York", 25],
    ["2026-04-05", "Pacific/Chatham", 25],
    ["2026-09-27", "Pacific/Chatham", 23],
    ["2026-04-05", "Australia/Lord_Howe", 24.5],
    ["2026-11-24", "Asia/Kathmandu", 24],
  ])("gives %s in %s its %d hours", (date, zone, hours) => {
    const { start, end } = localDayAt(at(`${date}T12:00:00Z`) - offsetGuess(zone), zone);
    expect((end - start) / 3_600_000).toBe(hours);
  });
});

describe("localDayStart", () => {
  it("is the firm's midnight, which is an hour earlier in summer", () => {
    expect(localDayStart("2026-10-25", "Europe/Bucharest")).toBe("2026-10-24T21:00:00.000Z");
    expect(localDayStart("2026-10-26", "Europe/Bucharest")).toBe("2026-10-25T22:00:00.000Z");
  });
});

describe("monthProgress", () => {
  it("counts today by the part of it that has passed", () => {
    expect(elapsedAt("2026-11-04T01:00:00Z", "UTC")).toBeCloseTo(3 + 1 / 24, 12);
  });

  it("counts a day of 25 hours by its real length", () => {
    // Noon by the clock is 13 hours into the day on which Bucharest's clocks went back.
    expect(elapsedAt("2026-10-25T10:00:00Z", "Europe/Bucharest")).toBeCloseTo(24 + 13 / 25, 12);
  });

  it("counts a day of 23 hours by its real length", () => {
    expect(elapsedAt("2026-03-29T09:00:00Z", "Europe/Bucharest")).toBeCloseTo(28 + 11 / 23, 12);
  });

  it("knows the first day and the month's length", () => {
    const first = at("2028-02-01T12:00:00Z");
    expect(monthProgress(localDayAt(first, "UTC"), first)).toMatchObject({
      today: "2028-02-01",
      firstDay: "2028-02-01",
      daysInMonth: 29,
      isFirstDay: true,
    });
  });
});

describe("hoursOf", () => {
  it("has 24 hours on most days, from midnight", () => {
    const hours = hoursOf("2026-11-24", "Asia/Kathmandu");
    expect(hours).toHaveLength(24);
    const start = "2026-11-23T18:15:00.000Z";
    expect(hours[0]).toEqual({ start, label: "2026-11-24T00:00:00+05:45", from: start });
  });

  it("skips the hour that clocks skip", () => {
    const labels = hoursOf("2026-03-29", "Europe/Bucharest").map(({ label }) => label);
    expect(labels).toHaveLength(23);
    expect(labels.slice(2, 4)).toEqual(["2026-03-29T02:00:00+02:00", "2026-03-29T04:00:00+03:00"]);
  });

  it("tells the two hours apart that clocks show twice", () => {
    const labels = hoursOf("2026-10-25", "Europe/Bucharest").map(({ label }) => label);
    expect(labels).toHaveLength(25);
    expect(labels.slice(3, 5)).toEqual(["2026-10-25T03:00:00+03:00", "2026-10-25T03:00:00+02:00"]);
  });

  it.each([
    ["2026-04-05", "Pacific/Chatham", "2026-04-04T13:15:00.000Z"],
    ["2010-03-14", "America/St_Johns", "2010-03-14T03:30:00.000Z"],
  ])("has no two hours of one start on %s in %s", (date, timeZone, shared) => {
    const starts = hoursOf(date, timeZone).map(({ start }) => start);
    expect(new Set(starts).size).toBe(starts.length);
    expect(starts).toContain(shared);
    const [at] = hoursOf(date, timeZone).filter(({ start }) => start === shared);
    expect(at?.from).toBe(shared);
  });

  it("cuts an hour where clocks change by half an hour", () => {
    const hours = hoursOf("2026-04-05", "Australia/Lord_Howe").slice(1, 4);
    expect(hours.map(({ start, from }) => [start, from])).toEqual([
      ["2026-04-04T14:00:00.000Z", "2026-04-04T14:00:00.000Z"],
      ["2026-04-04T14:30:00.000Z", "2026-04-04T15:00:00.000Z"],
      ["2026-04-04T15:30:00.000Z", "2026-04-04T15:30:00.000Z"],
    ]);
  });
});

describe("hourStartWithin", () => {
  const startOf = (instant: string) =>
    hourStartWithin(instant, { startDate: "2026-11-24", endDate: "2026-11-24" }, "Asia/Kathmandu");

  it.each(["2026-11-24T00:00:00+05:45", "2026-11-23T18:15Z", "2026-11-23T18:15:00.000000000Z"])(
    "takes the start %s, as UTC",
    (instant) => expect(startOf(instant)).toBe("2026-11-23T18:15:00.000Z"),
  );

  it.each([
    "2026-11-23T18:15:00.000000001Z",
    "2026-11-23T18:15:00.001Z",
    "2026-11-23T18:00:00Z",
    "2026-11-23T17:15:00Z",
    "2026-11-24T18:15:00Z",
  ])("refuses %s", (instant) => expect(startOf(instant)).toBeNull());
});

describe("isTimeZone", () => {
  it.each(["Europe/Bucharest", "America/Argentina/Salta", "America/Port-au-Prince", "Etc/GMT+5", "etc/gmt-14", "UTC"])(
    "knows %s",
    (zone) => expect(isTimeZone(zone)).toBe(true),
  );
  it.each(["Europe/Nowhere", "+02:00", "", "Bucharest", "EET", "PST", "EST+5", "SystemV/AST4ADT", "Europe/Bucharest2"])(
    "refuses %j",
    (zone) => expect(isTimeZone(zone)).toBe(false),
  );
});

/** Enough to turn noon UTC into about noon of the zone. */
function offsetGuess(zone: string): number {
  return zone.startsWith("Pacific") || zone.startsWith("Australia") ? 12 * 3_600_000 : 0;
}
