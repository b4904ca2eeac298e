import type { FirmUsage } from "usage-core";
import { isSoFar } from "../../components/is-so-far.ts";

/** A firm's series without the piece that was going on when it was read, which would look like a fall. */
export function finishedSeries(
  { series, range, timeZone }: Pick<FirmUsage, "series" | "range" | "timeZone">,
  asOf: string,
): FirmUsage["series"] {
  return isSoFar(range, { asOf, timeZone }) ? series.slice(0, -1) : series;
}
