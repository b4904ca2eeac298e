import { civilDateSchema, quoted } from "usage-core";

/** What 1 EUR was worth in a currency on a day. */
export interface EcbRate {
  readonly currency: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Units of the currency, a decimal above 0. */
  readonly rate: string;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * Reads the euro's reference rates as the European Central Bank publishes them: the history `eurofxref-hist.csv`, newest
 * first, or the day's `eurofxref.csv`. `N/A`, where a currency had no rate, gives no row.
 *
 * A file is good as a whole or refused: throws at its first fault, with the line and the value.
 */
export function parseEcbRates(csv: string): EcbRate[] {
  const lines = csv
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ number: index + 1, cells: text.split(",").map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  const [header, ...rows] = lines;
  if (header === undefined) throw new Error("The ECB's rates are empty; give the file eurofxref-hist.csv");
  const currencies = currenciesOf(header.cells);
  if (rows.length === 0) throw new Error("The ECB's rates have no day after the header; the file is cut off");

  const lineOfDate = new Map<string, number>();
  return rows.flatMap(({ number, cells }) => {
    if (cells.length !== header.cells.length) {
      throw fault(
        number,
        `has ${cells.length} fields where the header has ${header.cells.length}; the file is cut off`,
      );
    }
    const [first = "", ...values] = cells;
    const date = dateFrom(first, number);
    const earlier = lineOfDate.get(date);
    if (earlier !== undefined) throw fault(number, `${date} stands in line ${earlier} already`);
    lineOfDate.set(date, number);
    return currencies.flatMap((currency, index) => {
      const rate = values[index] ?? "";
      if (rate === "N/A") return [];
      if (!/^\d{1,12}(\.\d{1,12})?$/.test(rate) || /^[0.]+$/.test(rate)) {
        throw fault(number, `${quoted(rate)} is not a rate of ${currency}; it must be a decimal above 0, or N/A`);
      }
      return [{ currency, date, rate }];
    });
  });
}

/** The header's currencies. The ECB ends its lines with a comma. */
function currenciesOf([first, ...names]: readonly string[]): readonly string[] {
  if (first !== "Date") throw fault(1, `${quoted(first)} is not the header; it starts with Date,USD,JPY`);
  const currencies = names.at(-1) === "" ? names.slice(0, -1) : names;
  for (const [index, currency] of currencies.entries()) {
    if (!/^[A-Z]{3}$/.test(currency)) throw fault(1, `${quoted(currency)} is not the code of a currency`);
    if (currencies.indexOf(currency) !== index) throw fault(1, `${currency} stands in the header twice`);
  }
  return currencies;
}

/** `2026-11-24` as in the history, or `24 November 2026` as in the day's file. */
function dateFrom(text: string, line: number): string {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const iso =
    day === undefined || month === undefined
      ? text
      : `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (!civilDateSchema.safeParse(iso).success) throw fault(line, `${quoted(text)} is not a date such as 2026-11-24`);
  return iso;
}

function fault(line: number, what: string): Error {
  return new Error(`The ECB's rates, line ${line}: ${what}`);
}
