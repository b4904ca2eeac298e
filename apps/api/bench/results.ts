import type { Cached } from "./groups/cached.ts";
import type { PageRead } from "./groups/pages.ts";
import type { AgainstPlainSql } from "./groups/plain-sql.ts";
import type { Read } from "./groups/reads.ts";
import type { Recording } from "./groups/recording.ts";
import type { Writes } from "./groups/writes.ts";
import type { Machine } from "./machine.ts";
import type { Plan } from "./plan.ts";

/** All that one run measured. */
export interface Results {
  readonly machine: Machine;
  readonly plan: Plan;
  readonly reads: readonly Read[];
  readonly againstPlainSql: readonly AgainstPlainSql[];
  readonly cached: readonly Cached[];
  /** By user, of a firm that has many. */
  readonly manyUsers: readonly Read[];
  /** Of the same firm: what each page of the dashboard asks for. */
  readonly pages: readonly PageRead[];
  readonly writes: Writes;
  readonly recording: Recording;
}
