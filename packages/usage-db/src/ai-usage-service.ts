import type { DailyCost, DateRange, FeatureCost, UsageOverview, UserCost } from "usage-core";
import { UsageReader, type UsageReaderOptions } from "./usage-reader.ts";

/**
 * The contract's service: the answers of {@link UsageReader} without what surrounds them. Costs are EUR; ranges are civil
 * dates in the firm's zone, both inclusive. Every method throws a `UsageError`.
 */
export class AIUsageService {
  readonly #reader: UsageReader;

  constructor(options: UsageReaderOptions) {
    this.#reader = new UsageReader(options);
  }

  /** The figures of the range, by default the firm's current month to date. */
  async getUsageOverview(firmId: string, dateRange?: DateRange): Promise<UsageOverview> {
    return (await this.#reader.overview(firmId, dateRange)).data;
  }

  /** One entry per day of the range, zeros included, oldest first. */
  async getDailyCosts(firmId: string, dateRange: DateRange): Promise<DailyCost[]> {
    return (await this.#reader.dailyCosts(firmId, dateRange)).data;
  }

  /** What each feature cost and its share, dearest first. */
  async getCostsByFeature(firmId: string, dateRange: DateRange): Promise<FeatureCost[]> {
    return (await this.#reader.costsByFeature(firmId, dateRange)).data;
  }

  /** What each user caused, batch jobs included, dearest first. */
  async getCostsByUser(firmId: string, dateRange: DateRange): Promise<UserCost[]> {
    return (await this.#reader.costsByUser(firmId, dateRange)).data;
  }

  /** EUR spent in the firm's current month, to date. */
  async getCurrentMonthSpend(firmId: string): Promise<number> {
    return (await this.#reader.currentMonthSpend(firmId)).data;
  }

  /** EUR at which the firm's current month will end, at the pace seen so far. */
  async getProjectedMonthEnd(firmId: string): Promise<number> {
    return (await this.#reader.projectedMonthEnd(firmId)).data;
  }

  /** Drops what is cached of the firm, also what is being loaded now, and in other processes. */
  async invalidateCache(firmId: string): Promise<void> {
    await this.#reader.invalidateCache(firmId);
  }
}
