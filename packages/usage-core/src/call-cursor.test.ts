import fc from "fast-check";
import { expect, it } from "vitest";
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

it("is none of a text that we did not make", () => {
  fc.assert(fc.property(fc.string(), (text) => parseCallCursor(text) === null));
});
