/** What a `Retry-After` header asks for, in milliseconds from `asOf`: seconds or an HTTP date; 0 when it asks for nothing. */
export function retryAfterMs(header: string | null, asOf: Date): number {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  if (!/GMT$/.test(text)) return 0;
  return Math.max(0, (Date.parse(text) || 0) - asOf.getTime());
}
