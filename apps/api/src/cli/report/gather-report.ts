import type { DailyCost, DateRange, FeatureCost, ModelCost, UsageOverview, UserCost } from "usage-core";
import type { UsageReader } from "usage-db";

/** Everything that is known of a firm's usage within a range, in the contract's shapes: what `--json` prints. */
export interface UsageReport {
  readonly firmId: string;
  /** The IANA zone in which the firm's days are counted. */
  readonly timeZone: string;
  readonly range: DateRange;
  readonly overview: UsageOverview;
  readonly days: readonly DailyCost[];
  readonly features: readonly FeatureCost[];
  readonly users: readonly UserCost[];
  readonly models: readonly ModelCost[];
}

export async function gatherReport(reader: UsageReader, firmId: string, range: DateRange): Promise<UsageReport> {
  const [overview, days, features, users, models] = await Promise.all([
    reader.overview(firmId, range),
    reader.dailyCosts(firmId, range),
    reader.costsByFeature(firmId, range),
    reader.costsByUser(firmId, range),
    reader.costsByModel(firmId, range),
  ]);
  return {
    firmId,
    timeZone: overview.timeZone,
    range,
    overview: overview.data,
    days: days.data,
    features: features.data,
    users: users.data,
    models: models.data,
  };
}
