import { type FirmUsage, localDayAt } from "usage-core";

/** A firm's series without the piece that was going on when it was read, which would look like a fall. */
export function finishedSeries(
  { series, range, timeZone }: Pick<FirmUsage, "series" | "range" | "timeZone">,
  asOf: string,
): FirmUsage["series"] {
  return range.endDate < localDayAt(Date.parse(asOf), timeZone).date ? series : series.slice(0, -1);
}
