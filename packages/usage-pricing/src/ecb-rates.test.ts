import { describe, expect, it } from "vitest";
import { parseEcbRates } from "./ecb-rates.ts";

/** As the ECB writes it: newest first, every line with a comma at its end. */
const HISTORY = ["Date,USD,JPY,RUB,", "2026-11-24,1.0834,171.20,N/A,", "2026-11-23,1.0812,170.95,89.5,", ""];

const ROWS = [
  { currency: "USD", date: "2026-11-24", rate: "1.0834" },
  { currency: "JPY", date: "2026-11-24", rate: "171.20" },
  { currency: "USD", date: "2026-11-23", rate: "1.0812" },
  { currency: "JPY", date: "2026-11-23", rate: "170.95" },
  { currency: "RUB", date: "2026-11-23", rate: "89.5" },
];

describe("parseEcbRates", () => {
  it("reads the history, without the currencies that had no rate", () => {
    expect(parseEcbRates(HISTORY.join("\n"))).toEqual(ROWS);
  });

  it("reads it as a spreadsheet may have saved it: with CRLF, a byte order mark, empty lines, no last line end", () => {
    expect(parseEcbRates(`\uFEFF${HISTORY.join("\r\n")}`)).toEqual(ROWS);
    expect(parseEcbRates(["", ...HISTORY.slice(0, 2), "", HISTORY[2]].join("\r\n"))).toEqual(ROWS);
    expect(parseEcbRates(HISTORY.map((line) => line.replace(/,$/, "")).join("\n"))).toEqual(ROWS);
  });

  it("reads the day's file", () => {
    expect(parseEcbRates("Date, USD, JPY, \n24 November 2026, 1.0834, 171.20, \n")).toEqual(ROWS.slice(0, 2));
    expect(parseEcbRates("Date, USD, \n2 January 2026, 1.0834, \n")[0]?.date).toBe("2026-01-02");
  });

  it.each([
    [
      "a rate of 0",
      "2026-11-23,0.0000,170.95,89.5,",
      'line 3: "0.0000" is not a rate of USD; it must be a decimal above 0, or N/A',
    ],
    ["a negative rate", "2026-11-23,1.0812,-170.95,89.5,", 'line 3: "-170.95" is not a rate of JPY'],
    ["a decimal comma", '2026-11-23,"1,0812",170.95,89.5,', "line 3: has 6 fields where the header has 5"],
    ["a rate with an exponent", "2026-11-23,1.0812,1e2,89.5,", 'line 3: "1e2" is not a rate of JPY'],
    ["a missing rate", "2026-11-23,1.0812,,89.5,", 'line 3: "" is not a rate of JPY'],
    [
      "a line that is cut off after a comma",
      "2026-11-23,1.0812,",
      "line 3: has 3 fields where the header has 5; the file is cut off",
    ],
    [
      "a line that is cut off within its last rate",
      "2026-11-23,1.0812,170.95,8",
      "line 3: has 4 fields where the header has 5",
    ],
    ["a date twice", "2026-11-24,1.0812,170.95,89.5,", "line 3: 2026-11-24 stands in line 2 already"],
    [
      "a date that does not exist",
      "2026-02-30,1.0812,170.95,89.5,",
      'line 3: "2026-02-30" is not a date such as 2026-11-24',
    ],
    ["a month that does not exist", "3 Brumaire 2026,1.0812,170.95,89.5,", 'line 3: "3 Brumaire 2026" is not a date'],
    ["a date in another order", "23/11/2026,1.0812,170.95,89.5,", 'line 3: "23/11/2026" is not a date'],
  ])("refuses %s, with its line and value", (_what, line, message) => {
    expect(() => parseEcbRates([...HISTORY.slice(0, 2), line].join("\n"))).toThrow(message);
  });

  it.each([
    ["an empty file", "\n\n", "are empty"],
    [
      "an answer that is not the file",
      "<!DOCTYPE html>\n<p>Not found</p>",
      'line 1: "<!DOCTYPE html>" is not the header',
    ],
    ["a header that is cut off", "Date,USD,J", 'line 1: "J" is not the code of a currency'],
    ["a header without days", "Date,USD,JPY,\n", "have no day after the header"],
    ["a header with a currency twice", "Date,USD,USD,\n", "line 1: USD stands in the header twice"],
  ])("refuses %s", (_what, csv, message) => {
    expect(() => parseEcbRates(csv)).toThrow(message);
  });
});
