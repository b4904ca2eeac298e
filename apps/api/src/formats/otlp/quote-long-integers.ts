/**
 * JSON text with its long integers as text: `"startTimeUnixNano":1764000000123456789` becomes `…:"1764000000123456789"`.
 *
 * OTLP lets senders write 64-bit integers as numbers, and `JSON.parse` would make doubles of them, which are 256 ns apart at
 * the present. Only what follows the quote that ends a key is looked at, so that the text inside of strings stays as it is.
 */
export function quoteLongIntegers(json: string): string {
  return json.replace(/(?<!\\)":\s*(-?[1-9]\d{15,})(?![\d.eE])/g, (match, digits: string) =>
    match.replace(digits, `"${digits}"`),
  );
}
