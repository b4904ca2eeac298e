/**
 * The 64-bit integers that we read, when too long for a double. Only the key itself matches, not a text that contains it.
 */
const LONG_INTEGER =
  /(?<=(?<!\\)"(?:startTimeUnixNano|endTimeUnixNano|intValue)"\s{0,9}:\s{0,9})-?[1-9]\d{15,}(?![\d.eE])/g;

/**
 * OTLP's JSON with its long integers as text: `"startTimeUnixNano":1764000000123456789` becomes
 * `…:"1764000000123456789"`.
 *
 * Senders may write them as numbers, of which `JSON.parse` would make doubles, which today are 256 ns apart.
 */
export function quoteLongIntegers(json: string): string {
  return json.replace(LONG_INTEGER, '"$&"');
}
