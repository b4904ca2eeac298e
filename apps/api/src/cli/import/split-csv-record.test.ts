import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OPEN_QUOTE, STRAY_QUOTE, splitCsvRecord } from "./split-csv-record.ts";

describe("splitCsvRecord", () => {
  it.each([
    ["a,b", ["a", "b"]],
    ["", [""]],
    [",", ["", ""]],
    ['"a",b', ["a", "b"]],
    ['"a,b","c""d"', ["a,b", 'c"d']],
    ['"",""', ["", ""]],
    ['"a\r\nb",c', ["a\r\nb", "c"]],
    [" a , b ", [" a ", " b "]],
  ])("splits %j", (text, fields) => {
    expect(splitCsvRecord(text)).toEqual({ fields });
  });

  it.each([
    ['"a,b', OPEN_QUOTE],
    ['a,"b""', OPEN_QUOTE],
    ['"a"b,c', STRAY_QUOTE],
    ['a"b,c', STRAY_QUOTE],
    ['a,b"', STRAY_QUOTE],
  ])("tells what is wrong with %j", (text, fault) => {
    expect(splitCsvRecord(text)).toEqual({ fault });
  });

  it("gives back whatever was written, quoted where it must be", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " ") }), { minLength: 1 }),
        (fields) => {
          const text = fields
            .map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
            .join(",");
          expect(splitCsvRecord(text)).toEqual({ fields });
        },
      ),
    );
  });
});
