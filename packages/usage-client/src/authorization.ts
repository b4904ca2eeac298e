/**
 * The header that presents the key. Throws a `TypeError` for what cannot stand in a header, such as the line break of the
 * file that the key was read from: otherwise no request would ever leave, and nobody would know why.
 */
export function authorization(apiKey: string): string {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError("apiKey: must be a key without spaces or line ends; trim what it was read from");
  }
  return `Bearer ${apiKey}`;
}
