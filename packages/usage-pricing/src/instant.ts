// `Date` is used here on instants that are passed in, never for the present.

/** The UTC date `YYYY-MM-DD` on which an ISO 8601 instant falls. */
export function utcDateOf(instant: string): string {
  return dateOf(instant).toISOString().slice(0, 10);
}

/** The same instant as the catalogue takes it; what is finer than a millisecond is cut off. */
export function dateOf(instant: string): Date {
  return new Date(instant);
}
