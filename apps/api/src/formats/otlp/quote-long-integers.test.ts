import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteLongIntegers } from "./quote-long-integers.ts";

describe("quoteLongIntegers", () => {
  it.each([
    ['{"startTimeUnixNano":1764000000123456789}', '{"startTimeUnixNano":"1764000000123456789"}'],
    ['{"intValue" : -9223372036854775808 ,"b":1}', '{"intValue" : "-9223372036854775808" ,"b":1}'],
  ])("makes of %s: %s", (json, quoted) => {
    expect(quoteLongIntegers(json)).toBe(quoted);
  });

  it.each([
    '{"intValue":176400000012345}',
    '{"intValue":1764000000123456789.5}',
    '{"intValue":1764000000123456789e2}',
    '{"intValue":0000000000000000001}',
    '{"value":1764000000123456789}',
    '{"a":"{\\"intValue\\":1764000000123456789}"}',
    '{"\\"intValue":1764000000123456789}',
  ])("leaves %s as it is", (json) => {
    expect(quoteLongIntegers(json)).toBe(json);
  });

  it("changes nothing else of any JSON, whatever its strings hold", () => {
    const tricky = fc.string({ unit: fc.constantFrom('"', ":", "\\", "1234567890123456", "}", ",", "intValue") });
    const tree = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        tricky,
        fc.integer(),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(tricky, tie("tree"), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(tree, (value) => {
        const json = JSON.stringify(value);
        expect(quoteLongIntegers(json)).toBe(json);
      }),
      { numRuns: 1_000 },
    );
  });
});
