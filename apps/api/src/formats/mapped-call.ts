import type { UsageLogInput } from "usage-core";

/** A call that was made of another tool's record. */
export interface MappedCall {
  /** The firm that the record names itself, used for gateway keys only. */
  readonly firmId: string | null;
  readonly call: UsageLogInput;
  /** Raw counts when parts exceed their whole: the parts are set to 0 in the call and it is left unpriced. */
  readonly mismatch: Readonly<Record<string, number>> | null;
}
