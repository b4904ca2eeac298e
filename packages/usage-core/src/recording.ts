import { epochMillisecondsOf } from "./instant.ts";
import { quoted } from "./quoted.ts";
import { type UsageLog, usageLogSchema } from "./usage-log.ts";

/** What is wrong with one field of a call. `message` names the value and the remedy. */
export interface Fault {
  /** `call` for the record as a whole. */
  readonly field: string;
  readonly message: string;
}

/** What became of one call. Results come in the order of the calls. */
export type RecordResult =
  | { readonly status: "recorded"; readonly id: string }
  /** The ledger has it already, as it was sent. */
  | { readonly status: "duplicate"; readonly id: string }
  /** The ledger has another call of this id, and keeps it. `fields` differ. */
  | { readonly status: "conflict"; readonly id: string; readonly fields: readonly string[] }
  /** Not recorded. `id` is `null` where it could not be read. */
  | { readonly status: "rejected"; readonly id: string | null; readonly faults: readonly Fault[] };

/** A call dated further ahead of the present than this is refused: its clock is wrong. In milliseconds. */
export const MAX_AHEAD_MS = 5 * 60_000;
/** A call further back than this is history, which takes a scope of its own. */
export const MAX_BACK_DAYS = 400;

/** How many unknown fields of a call are named, and how many characters of each. */
const NAMED_UNKNOWN = 20;
const MAX_NAME = 60;

const DAY_MS = 86_400_000;

/** A good call, or every fault of what was sent as one. */
export type CheckedLog = { readonly log: UsageLog } | { readonly faults: readonly Fault[] };

/** Checks what was sent as a call: the call, or every fault of it. */
export function checkUsageLog(sent: unknown): CheckedLog {
  const parsed = usageLogSchema.safeParse(sent);
  if (parsed.success) return { log: parsed.data };
  return {
    faults: parsed.error.issues.flatMap((issue) => {
      if (issue.code === "unrecognized_keys") return faultsOfUnknown(issue.keys);
      const field = issue.path[0];
      if (field === undefined) return [{ field: "call", message: `${quoted(sent)} ${issue.message}` }];
      const value = fieldOf(sent, field);
      return [
        { field: String(field), message: value === undefined ? issue.message : `${quoted(value)} ${issue.message}` },
      ];
    }),
  };
}

/** A body can hold any number of names of any length; only some are named, each cut. */
function faultsOfUnknown(fields: readonly string[]): Fault[] {
  const named = fields.slice(0, NAMED_UNKNOWN).map((field) => ({
    field: field.length <= MAX_NAME ? field : `${field.slice(0, MAX_NAME).toWellFormed()}…`,
    message: "is not a field of a call; leave it out",
  }));
  const more = fields.length - named.length;
  if (more === 0) return named;
  return [...named, { field: "call", message: `has ${more} more fields that are none of a call; leave them out` }];
}

/** The same for a call that is recorded at `asOf`, in milliseconds since 1970: its time is checked too. */
export function checkToRecord(sent: unknown, asOf: number, options: { readonly backfill: boolean }): CheckedLog {
  const checked = checkUsageLog(sent);
  if ("log" in checked) {
    const fault = faultOfTime(checked.log.createdAt, asOf, options);
    return fault === null ? checked : { faults: [fault] };
  }
  const createdAt = usageLogSchema.shape.createdAt.safeParse(fieldOf(sent, "createdAt"));
  const fault = createdAt.success ? faultOfTime(createdAt.data, asOf, options) : null;
  return fault === null ? checked : { faults: [...checked.faults, fault] };
}

/** The id of what was sent as a call, so that its sender can recognise it; `null` when there is no valid one. */
export function sentId(sent: unknown): string | null {
  const id = usageLogSchema.shape.id.safeParse(fieldOf(sent, "id"));
  return id.success ? id.data : null;
}

/** What is wrong with the time of a call that is recorded at `asOf`, in milliseconds since 1970; `null` when it is good. */
function faultOfTime(createdAt: string, asOf: number, { backfill }: { readonly backfill: boolean }): Fault | null {
  const ageMs = asOf - epochMillisecondsOf(createdAt);
  const told = (message: string) => ({ field: "createdAt", message: `${quoted(createdAt)} ${message}` });
  if (ageMs < -MAX_AHEAD_MS) return told("lies over 5 minutes in the future; check the clock of the sender");
  if (ageMs > MAX_BACK_DAYS * DAY_MS && !backfill) {
    return told(`is over ${MAX_BACK_DAYS} days ago; send history with a key that has the scope backfill`);
  }
  return null;
}

/** One line a person can act on: `inputTokens: "1,5" must be a whole number; model: is missing`. */
export function describeFaults(faults: readonly Fault[]): string {
  return faults.map(({ field, message }) => `${field}: ${message}`).join("; ");
}

function fieldOf(sent: unknown, field: PropertyKey): unknown {
  return typeof sent === "object" && sent !== null ? Reflect.get(sent, field) : undefined;
}
