import { addDays, type FirmsUsage, type FirmUsage, monthStart, weekStart } from "usage-core";
import { isSoFar } from "../../components/is-so-far.ts";

/** A firm's series over the pieces that are over: one that goes on, or that the range cuts short, would look like a fall or a rise. */
export function finishedSeries(
  { series, range, timeZone }: Pick<FirmUsage, "series" | "range" | "timeZone">,
  { granularity, asOf }: Pick<FirmsUsage, "granularity" | "asOf">,
): FirmUsage["series"] {
  const isLastWhole = isStart(addDays(range.endDate, 1), granularity) && !isSoFar(range, { asOf, timeZone });
  return series.slice(isStart(range.startDate, granularity) ? 0 : 1, isLastWhole ? series.length : -1);
}

function isStart(date: string, granularity: FirmsUsage["granularity"]): boolean {
  switch (granularity) {
    case "day":
      return true;
    case "week":
      return weekStart(date) === date;
    case "month":
      return monthStart(date) === date;
  }
}
