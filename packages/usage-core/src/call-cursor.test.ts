import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callCursor, parseCallCursor } from "./call-cursor.ts";

it("carries the key there and back, whatever the id has in it", () => {
  const createdAt = fc
    .date({ min: new Date("1970-01-02"), max: new Date("9998-12-30"), noInvalidDate: true })
    .map((date) => date.toISOString().replace("Z", "321Z"));
  const id = fc.string({ minLength: 1, maxLength: 20, unit: "binary" }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.record({ createdAt, id: fc.oneof(id, fc.constantFrom("~", "a~b", "a\nb")) }), (key) => {
      expect(parseCallCursor(callCursor(key))).toEqual(key);
    }),
    { numRuns: 50 },
  );
});

describe("a text that we did not make", () => {
  const between = (min: number, max: number, digits: number) =>
    fc.integer({ min, max }).map((value) => String(value).padStart(digits, "0"));
  // A little beyond what a clock and a calendar show, too.
  const second = fc
    .tuple(
      fc.oneof(between(1968, 2032, 4), between(9997, 9999, 4)),
      ...[between(0, 13, 2), between(0, 32, 2), between(0, 24, 2), between(0, 60, 2), between(0, 60, 2)],
    )
    .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day}T${hour}:${minute}:${second}`);
  const id = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom("", "\0", "a\0", "\uD800", "x".repeat(400), "x".repeat(401)),
  );

  function isSecond(text: string): boolean {
    const instant = new Date(`${text}Z`);
    return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
  }

  it("is a cursor only if it names an instant of the ledger's and an id that can be stored", () => {
    fc.assert(
      fc.property(second, between(0, 999_999, 6), id, (time, fraction, text) => {
        const isId = text !== "" && text.length <= 400 && text.isWellFormed() && !text.includes("\0");
        const isOne = isSecond(time) && time >= "1970" && time < "9999" && isId;
        const createdAt = `${time}.${fraction}Z`;
        expect(parseCallCursor(`${createdAt}~${text}`)).toEqual(isOne ? { createdAt, id: text } : null);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    "",
    "call",
    "2026-11-24T10:00:00.123456Z",
    "2026-11-24T10:00:00.123456Z-call",
    "2026-11-24T10:00:00.123Z~call",
    "2026-11-24T10:00:00.1234567Z~call",
    "2026-11-24T10:00:00.123456z~call",
    "2026-11-24T10:00:00.123456+00:00~call",
    "2026-11-24 10:00:00.123456Z~call",
    "2026-11-24t10:00:00.123456Z~call",
    "+12026-11-24T10:00:00.123456Z~call",
    " 2026-11-24T10:00:00.123456Z~call",
    "\n2026-11-24T10:00:00.123456Z~call",
  ])("is none where only its shape is wrong: %j", (text) => {
    expect(parseCallCursor(text)).toBeNull();
  });
});
