import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { epochMillisecondsOf } from "./instant.ts";

it.each([
  ["2026-11-24T09:30Z", 1_795_512_600_000],
  ["2026-11-24T11:30:00+02:00", 1_795_512_600_000],
  ["2026-11-24T09:30:00.0019999Z", 1_795_512_600_001],
])("reads %s", (instant, milliseconds) => {
  expect(epochMillisecondsOf(instant)).toBe(milliseconds);
});

it("reads every instant as the calendar does", () => {
  const instant = fc.tuple(
    fc.date({ min: new Date("1970-01-03"), max: new Date("9998-12-29"), noInvalidDate: true }),
    fc.stringMatching(/^(\.\d{1,9})?$/),
    fc.constantFrom("Z", "+00:00", "-11:45", "+05:45", "+15:59"),
  );
  fc.assert(
    fc.property(instant, ([date, fraction, offset]) => {
      const text = `${date.toISOString().slice(0, 19)}${fraction}${offset}`;
      expect(epochMillisecondsOf(text)).toBe(Temporal.Instant.from(text).epochMilliseconds);
    }),
  );
});
