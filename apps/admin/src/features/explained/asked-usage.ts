import type { DateRange, UsageFilters } from "usage-core";
import type { Explained } from "../../components/explanation.tsx";

/** What was asked, and when the answer was read: what the numbers of a table have in common. */
export interface AskedUsage {
  readonly firmId: string;
  readonly range: DateRange;
  /** Absent: all of the firm's calls. */
  readonly filters?: UsageFilters | undefined;
  readonly answer: Explained["answer"];
}
