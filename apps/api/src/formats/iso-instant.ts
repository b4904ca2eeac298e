/** A date and a time as tables and programs write them: `2026-11-24 09:30:00.123+00`, with or without what follows the time. */
const DATE_AND_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d+)? ?([Zz]|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * An instant as ISO 8601 with an offset: `2026-11-24T09:30:00.123+00:00`. `null` for what is none, and for a time without an
 * offset unless it is said to be UTC: a zone is never guessed.
 */
export function isoInstant(text: string, { isUtc }: { readonly isUtc: boolean }): string | null {
  const [, date, time, fraction = "", zone] = DATE_AND_TIME.exec(text.trim()) ?? [];
  if (date === undefined || (zone === undefined && !isUtc)) return null;
  return `${date}T${time}${fraction}${offsetText(zone)}`;
}

function offsetText(zone: string | undefined): string {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return "Z";
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
}

/**
 * An instant counted since 1970 (UTC). Its digits before the point give the unit: 10 are seconds, 13 milliseconds, 16
 * microseconds, which is unambiguous between 2001 and 2286. `null` for anything else.
 */
export function epochInstant(text: string): string | null {
  const [, whole, fraction = ""] = /^([1-9]\d{9}|[1-9]\d{12}|[1-9]\d{15})(?:\.(\d{1,9}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const digits = `${whole.slice(10)}${fraction}`.slice(0, 9);
  const seconds = new Date(Number(whole.slice(0, 10)) * 1000).toISOString().slice(0, 19);
  return `${seconds}${digits === "" ? "" : `.${digits}`}Z`;
}
