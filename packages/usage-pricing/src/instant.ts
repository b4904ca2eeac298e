// `Date` is used here on instants that are passed in, never for the present.

/** The UTC date `YYYY-MM-DD` on which an ISO 8601 instant falls. */
export function utcDateOf(instant: string): string {
  // The form of most instants. It is needed twice for each call: for its price and for its rate.
  return instant.endsWith("Z") ? instant.slice(0, 10) : dateOf(instant).toISOString().slice(0, 10);
}

/** The same instant as the catalogue takes it; what is finer than a millisecond is cut off. */
export function dateOf(instant: string): Date {
  return new Date(instant);
}
