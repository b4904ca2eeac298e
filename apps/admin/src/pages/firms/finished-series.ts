import { addDays, type FirmsUsage, type FirmUsage, isFirstDay } from "usage-core";
import { isSoFar } from "../../components/is-so-far.ts";

/** A firm's series without buckets that are going on or cut short by the range: they would look like a fall or a rise. */
export function finishedSeries(
  { series, range, timeZone }: Pick<FirmUsage, "series" | "range" | "timeZone">,
  { granularity, asOf }: Pick<FirmsUsage, "granularity" | "asOf">,
): FirmUsage["series"] {
  const isLastWhole = isFirstDay(addDays(range.endDate, 1), granularity) && !isSoFar(range, { asOf, timeZone });
  return series.slice(isFirstDay(range.startDate, granularity) ? 0 : 1, isLastWhole ? series.length : -1);
}
