import { z } from "zod";
import { CALL_DOORS } from "./calls.ts";
import { userOf } from "./user-names.ts";

/** A decimal of any length, exact; numbers would round it. */
const decimal = z.string();
/** UTC, ISO 8601 with milliseconds. */
const instant = z.string();

/** All that the ledger has of a call. Tokens of the cache are parts of `inputTokens`, reasoning is a part of `outputTokens`. */
const recordedCallSchema = z.strictObject({
  id: z.string(),
  createdAt: instant,
  /** `null` for calls from before this was kept. */
  recordedAt: instant.nullable(),
  /** `null` while the call counts. */
  voidedAt: instant.nullable(),
  source: z.enum(CALL_DOORS),
  /** Batch jobs: `"batch"`. */
  userId: z.string(),
  feature: z.string(),
  /** `null`: not given. */
  provider: z.string().nullable(),
  model: z.string(),
  /** `null`: the usual one. */
  serviceTier: z.string().nullable(),
  inputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  outputTokens: z.number(),
  reasoningTokens: z.number(),
  /** EUR; `null`: unpriced, which is never 0. */
  costEur: decimal.nullable(),
  /** `none`: unpriced. */
  costSource: z.enum(["reported", "computed", "none"]),
  /** The cost before it was turned into EUR, and its currency; `null`: it was in EUR, or is not known. */
  costOriginal: decimal.nullable(),
  currency: z.string().nullable(),
  /** Units of the currency for one EUR, and the day of that rate (`YYYY-MM-DD`). */
  fxRate: decimal.nullable(),
  fxDate: z.string().nullable(),
  /** The price by which the cost was computed; `null`: it was reported, or is not known. */
  price: z.string().nullable(),
  /** EUR: our own cost, where the reported one differs by over 1 %. */
  computedCostEur: decimal.nullable(),
  /** Why there is no cost, as in `UnpricedGroup`; `null` where there is one. */
  unpricedReason: z.string().nullable(),
  success: z.boolean(),
  /** `null`: not given. */
  errorCode: z.string().nullable(),
  /** `null`: not given. */
  latencyMs: z.number().nullable(),
});
export type RecordedCall = z.infer<typeof recordedCallSchema>;

/** A field's value as `RecordedCall` has it. */
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const callRevisionSchema = z.strictObject({
  kind: z.enum(["void", "correct", "reprice", "undo"]),
  changedAt: instant,
  changedBy: z.string(),
  reason: z.string(),
  /** In the order of the fields of `RecordedCall`. */
  changes: z.array(z.strictObject({ field: recordedCallSchema.keyof(), before: value, after: value })),
});
export type CallRevision = z.infer<typeof callRevisionSchema>;

/** What is known of one call. */
export const callStorySchema = z.strictObject({
  /** As it is now. `userName` as in `Call`. */
  call: recordedCallSchema.extend({ userName: z.string() }),
  /** What was changed since it was recorded, newest first. */
  revisions: z.array(callRevisionSchema),
  /**
   * Calls that were sent later under its id with other content, newest first, and which fields differed. They changed
   * nothing.
   */
  conflicts: z.array(z.strictObject({ notedAt: instant, fields: z.array(z.string()) })),
  /** Counts as they were sent, where they contradicted each other, newest first. */
  mismatches: z.array(z.strictObject({ notedAt: instant, counts: z.record(z.string(), z.number()) })),
});
export type CallStory = z.infer<typeof callStorySchema>;

/** A call as the ledger has it; `userId` is `null` for a batch job. */
type StoredCall = Omit<RecordedCall, "userId"> & { readonly userId: string | null };

/** A call's rows. */
export interface CallHistory extends Pick<CallStory, "conflicts" | "mismatches"> {
  readonly call: StoredCall;
  /** Each with the call as it was before, oldest first. */
  readonly versions: readonly (Omit<CallRevision, "changes"> & { readonly before: StoredCall })[];
}

/** A call's story from its rows. `names` holds the known users' names by id. */
export function callStory({ call, versions, ...noted }: CallHistory, names: ReadonlyMap<string, string>): CallStory {
  const revisions = versions.map(({ before, ...revision }, index) => ({
    ...revision,
    changes: changesBetween(before, versions[index + 1]?.before ?? call),
  }));
  return { call: { ...call, ...userOf(call.userId, names) }, revisions: revisions.reverse(), ...noted };
}

function changesBetween(before: StoredCall, after: StoredCall): CallRevision["changes"] {
  const [former, latter] = [recorded(before), recorded(after)];
  return recordedCallSchema
    .keyof()
    .options.filter((field) => former[field] !== latter[field])
    .map((field) => ({ field, before: former[field], after: latter[field] }));
}

function recorded({ userId, ...call }: StoredCall): RecordedCall {
  return { ...call, userId: userOf(userId, new Map()).userId };
}
