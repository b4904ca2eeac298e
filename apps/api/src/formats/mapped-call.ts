import type { UsageLogInput } from "usage-core";

/** A call in the format of another tool, read but not checked yet: whoever records it does that. */
export interface MappedCall {
  /** The firm that the sender names; `null` when it names none. Used only with a key that may write for any firm. */
  readonly firmId: string | null;
  readonly call: UsageLogInput;
  /**
   * The counts as they were sent, by the call's fields, where a part exceeds its whole: more cached tokens than input, or
   * more reasoning than output. The call has 0 for these parts and must stay unpriced. `null` where the counts agree.
   */
  readonly mismatch: Readonly<Record<string, number>> | null;
}
