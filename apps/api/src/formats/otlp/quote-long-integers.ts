/** The 64-bit integers that we read, whole and as long as a double may not hold. No other string than the key matches. */
const LONG_INTEGER =
  /(?<=(?<!\\)"(?:startTimeUnixNano|endTimeUnixNano|intValue)"\s{0,9}:\s{0,9})-?[1-9]\d{15,}(?![\d.eE])/g;

/**
 * OTLP's JSON with its long integers as text: `"startTimeUnixNano":1764000000123456789` becomes `…:"1764000000123456789"`.
 *
 * Senders may write them as numbers, of which `JSON.parse` would make doubles, which are 256 ns apart at the present.
 */
export function quoteLongIntegers(json: string): string {
  return json.replace(LONG_INTEGER, '"$&"');
}
