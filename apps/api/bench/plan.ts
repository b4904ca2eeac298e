import type { LedgerSize } from "./data.ts";
import type { RecordingRounds } from "./groups/recording.ts";
import type { WriteRounds } from "./groups/writes.ts";
import type { Rounds } from "./measure.ts";

/** What a run measures, and how often. */
export interface Plan {
  readonly sizes: readonly LedgerSize[];
  readonly manyUsers: LedgerSize;
  readonly reads: Rounds;
  readonly plainSql: Rounds;
  readonly cached: Rounds;
  readonly readsOfManyUsers: Rounds;
  readonly pages: Rounds;
  readonly writes: WriteRounds;
  readonly recording: RecordingRounds;
}

const USERS = 50;

/** Some ten minutes on two cores. */
export const FULL_PLAN: Plan = {
  sizes: [10_000, 100_000, 1_000_000].map((rows) => ({ rows, users: USERS })),
  manyUsers: { rows: 1_000_000, users: 2_000 },
  reads: { rounds: 100, warmUp: 20 },
  plainSql: { rounds: 9, warmUp: 1 },
  cached: { rounds: 2_000, warmUp: 500 },
  readsOfManyUsers: { rounds: 15, warmUp: 6 },
  pages: { rounds: 20, warmUp: 3 },
  writes: { rounds: 8, roundMs: 750 },
  recording: { rounds: 6, roundMs: 1_500, steadyMs: 10_000 },
};

/** Half an hour: loading is most of it. */
export const LARGE_PLAN: Plan = {
  ...FULL_PLAN,
  sizes: [...FULL_PLAN.sizes, { rows: 10_000_000, users: USERS }],
  plainSql: { rounds: 5, warmUp: 1 },
};

/** To see that the bench works; its figures mean nothing. */
export const QUICK_PLAN: Plan = {
  sizes: [{ rows: 10_000, users: USERS }],
  manyUsers: { rows: 10_000, users: 200 },
  reads: { rounds: 5, warmUp: 1 },
  plainSql: { rounds: 3, warmUp: 1 },
  cached: { rounds: 50, warmUp: 10 },
  readsOfManyUsers: { rounds: 3, warmUp: 1 },
  pages: { rounds: 3, warmUp: 1 },
  writes: { rounds: 2, roundMs: 100 },
  recording: { rounds: 1, roundMs: 100, steadyMs: 500 },
};
