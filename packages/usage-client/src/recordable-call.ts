import type { UsageLogInput } from "usage-core";

/** One AI call as a service records it. */
export type RecordableCall = Omit<UsageLogInput, "id" | "createdAt"> & {
  /**
   * Unique within the firm. Recorded again under the same id, a call counts once: give the provider's id of the response,
   * or that of the job. Absent: a new one, so that a call that is recorded twice counts twice.
   */
  readonly id?: string | undefined;
  /** When the call was made, ISO 8601. Absent: now, so that recording it again would be a conflict, not a duplicate. */
  readonly createdAt?: string | undefined;
};
