/** The fields of a record, or why it has none. */
type CsvSplit = { readonly fields: readonly string[] } | { readonly fault: CsvFault };
type CsvFault = typeof OPEN_QUOTE | typeof STRAY_QUOTE;

export const OPEN_QUOTE = "has a quote that is not closed on its line";
export const STRAY_QUOTE = "has a quote inside a field: put the field in quotes and double those within";

/**
 * Splits one record of CSV (RFC 4180) into its fields.
 *
 * Written here, because an import must go on after a broken line and notice every broken one: parsers of whole files take
 * everything after an unclosed quote for one field, and those that are fed line by line accept a stray quote.
 */
export function splitCsvRecord(text: string): CsvSplit {
  if (!text.includes('"')) return { fields: text.split(",") };
  const fields: string[] = [];
  for (let at = 0; ; at++) {
    const isQuoted = text[at] === '"';
    const field = isQuoted ? quotedField(text, at + 1) : plainField(text, at);
    if (field === null) return { fault: OPEN_QUOTE };
    at = field.end;
    const isWhole = at === text.length || text[at] === ",";
    if (!isWhole || (!isQuoted && field.value.includes('"'))) return { fault: STRAY_QUOTE };
    fields.push(field.value);
    if (at === text.length) return { fields };
  }
}

interface Field {
  readonly value: string;
  /** Where in the text the field ends. */
  readonly end: number;
}

function plainField(text: string, start: number): Field {
  const comma = text.indexOf(",", start);
  const end = comma === -1 ? text.length : comma;
  return { value: text.slice(start, end), end };
}

/** `start` is behind the opening quote. Within quotes, two of them stand for one. */
function quotedField(text: string, start: number): Field | null {
  let from = start;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return null;
    if (text[quote + 1] !== '"') return { value: text.slice(start, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}
