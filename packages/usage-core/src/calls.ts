import { z } from "zod";
import { callCursor } from "./call-cursor.ts";
import { type Answer, answerSchema } from "./contract.ts";
import { type Money, toNumber } from "./money.ts";
import { userOf } from "./user-names.ts";

/** How a call came in; `sql`: written by some SQL client. */
export const CALL_DOORS = ["api", "otlp", "litellm", "import", "sql"] as const;

/** One call of a list. */
const callSchema = z.strictObject({
  /** The caller's, unique within the firm. */
  id: z.string(),
  /** UTC, ISO 8601 with milliseconds. */
  createdAt: z.string(),
  /** Batch jobs: `"batch"`. */
  userId: z.string(),
  /** The name, or the id of a user whose name is not known. Batch jobs: "Procese automate". */
  userName: z.string(),
  feature: z.string(),
  model: z.string(),
  /** `null`: not given. */
  provider: z.string().nullable(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** EUR, as the double nearest to the exact cost; `null`: unpriced, which is never 0. */
  cost: z.number().nullable(),
  success: z.boolean(),
  /** `null`: not given, as for most calls that succeeded. */
  errorCode: z.string().nullable(),
  /** `null`: not given. */
  latencyMs: z.number().nullable(),
  source: z.enum(CALL_DOORS),
  /** Why there is no cost, as in `UnpricedGroup`; `null` where there is one. */
  unpricedReason: z.string().nullable(),
  /** Whether it no longer counts. */
  voided: z.boolean(),
});
export type Call = z.infer<typeof callSchema>;

export const callPageSchema = z.strictObject({
  /** Newest first; calls of the same instant by id, descending (by code point). */
  calls: z.array(callSchema),
  /** What to ask the next page with; `null`: there is none. */
  nextCursor: z.string().nullable(),
});
export type CallPage = z.infer<typeof callPageSchema>;

/**
 * An answer about single calls. It has no `unpricedCalls`, as each call says whether its own cost is known. `cacheAgeMs`
 * is 0.
 */
export function uncachedAnswerSchema<Data extends z.ZodType>(data: Data) {
  return answerSchema(data).omit({ unpricedCalls: true });
}
export type UncachedAnswer<Data> = Omit<Answer<Data>, "unpricedCalls">;

/** A call as the ledger has it. */
export interface CallRow extends Omit<Call, "userId" | "userName" | "cost"> {
  /** UTC, ISO 8601 with microseconds. */
  readonly createdAt: string;
  /** `null` for a batch job. */
  readonly userId: string | null;
  readonly cost: Money | null;
}

/**
 * The first `limit` rows as a page, with a cursor for the next one when there are more. `names` holds the known users'
 * names by id.
 */
export function callPage(rows: readonly CallRow[], limit: number, names: ReadonlyMap<string, string>): CallPage {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    calls: shown.map(({ userId, cost, createdAt, ...row }) => ({
      ...row,
      ...userOf(userId, names),
      createdAt: `${createdAt.slice(0, "YYYY-MM-DDTHH:MM:SS.mmm".length)}Z`,
      cost: cost === null ? null : toNumber(cost),
    })),
    nextCursor: last === undefined ? null : callCursor(last),
  };
}
