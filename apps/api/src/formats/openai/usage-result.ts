import { quoted } from "usage-core";
import { firstText, isObject, wholeNumber } from "../json-value.ts";

/** What OpenAI counted for one period and one combination of project, user, key, model and price class. */
export interface UsageResult {
  /** Of the period, in seconds since 1970; the end is exclusive. */
  readonly startTime: number;
  readonly endTime: number;
  readonly requests: number;
  readonly tokens: UsageTokens;
  readonly model: string;
  readonly projectId: string | null;
  readonly userId: string | null;
  /** `null` for the usual price class. */
  readonly serviceTier: string | null;
  /** The values that it was grouped by: they distinguish it from the other results of its period. */
  readonly group: readonly string[];
}

interface UsageTokens {
  /** Cached ones included. */
  readonly input: number;
  /** Parts of `input`. */
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
}

/** A result with more requests than this is refused, not split into calls. */
const MAX_REQUESTS = 1_000_000;

/** What results can be grouped by. `null`, absent and empty all mean: not grouped by it. */
const GROUP_FIELDS = ["project_id", "user_id", "api_key_id", "model", "batch", "service_tier", "api_source"];

/** The counts of usage. 0 or nothing in all of them means that there was none. */
const COUNTS = ["num_model_requests", "input_tokens", "output_tokens"];

/** Usage that is counted in tokens; images, audio, storage and sessions are not. */
const TOKEN_USAGE = /^organization\.usage\.(completions|embeddings|moderations)\.result$/;

/**
 * The results in what OpenAI's organisation usage API answers, a page, a bucket or a list of them: each with the times of its
 * bucket beside its own fields, as a line of the usage page's CSV has them.
 */
export function flatUsageResults(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(flatUsageResults);
  if (!isObject(value)) return [value];
  if (Array.isArray(value["data"])) return value["data"].flatMap(flatUsageResults);
  if (!Array.isArray(value["results"])) return [value];
  const { start_time, end_time } = value;
  return value["results"].map((result) => (isObject(result) ? { start_time, end_time, ...result } : result));
}

/**
 * Reads a flat result; `null` when there was no usage. A period that is not over at `asOf`, in milliseconds since 1970, is
 * refused: its counts still grow.
 */
export function readUsageResult(flat: unknown, asOf: number): UsageResult | { readonly reason: string } | null {
  if (!isObject(flat)) return { reason: "is not an object with the fields of a usage result" };
  const kind = firstText(flat["object"]);
  if (kind !== null && !TOKEN_USAGE.test(kind)) {
    return { reason: `object: ${quoted(kind)} is not usage that is counted in tokens; leave it out` };
  }
  const faults: string[] = [];
  const count = (field: string, whenAbsent: number | null) => {
    const value = flat[field];
    if (isAbsent(value) && whenAbsent !== null) return whenAbsent;
    const number = wholeNumber(value);
    if (number === null) faults.push(told(flat, field));
    return number ?? 0;
  };
  if (kind === null && !COUNTS.some((field) => Object.hasOwn(flat, field))) {
    return { reason: `has none of ${COUNTS.join(", ")}: it is no usage result` };
  }
  const isEmpty = COUNTS.every((field) => isAbsent(flat[field]) || wholeNumber(flat[field]) === 0);
  // The usage page writes a line for a period without usage, too.
  if (isEmpty) return null;
  const startTime = count("start_time", null);
  const endTime = count("end_time", null);
  const requests = count("num_model_requests", null);
  const tokens = {
    input: count("input_tokens", null),
    cacheRead: count("input_cached_tokens", 0),
    cacheWrite: count("input_cache_write_tokens", 0),
    output: count("output_tokens", 0),
  };
  const model = firstText(flat["model"]);
  if (model === null) faults.push("model: is missing; export the usage grouped by model");
  if (faults.length > 0 || model === null) return { reason: faults.join("; ") };
  const reason = whyNotSplit({ startTime, endTime, requests, tokens }, asOf);
  if (reason !== null) return { reason };
  const isBatch = /^true$/i.test(groupText(flat["batch"]));
  const tier = firstText(flat["service_tier"]);
  return {
    startTime,
    endTime,
    requests,
    tokens,
    model,
    projectId: firstText(flat["project_id"]),
    userId: firstText(flat["user_id"]),
    serviceTier: isBatch ? "batch" : tier === "default" ? null : tier,
    group: [kind ?? "", ...GROUP_FIELDS.map((field) => groupText(flat[field]))],
  };
}

function whyNotSplit(
  { startTime, endTime, requests, tokens }: Pick<UsageResult, "startTime" | "endTime" | "requests" | "tokens">,
  asOf: number,
): string | null {
  if (endTime <= startTime) return `end_time: ${endTime} must be after start_time (${startTime})`;
  if (endTime * 1000 > asOf) {
    return `end_time: ${endTime} is not past: the counts of the period still grow; import it when it is over`;
  }
  if (requests === 0) return "num_model_requests: 0 goes without tokens";
  if (requests > MAX_REQUESTS) {
    return `num_model_requests: ${requests} is more than ${MAX_REQUESTS}; export shorter periods, such as hours`;
  }
  if (tokens.cacheRead + tokens.cacheWrite > tokens.input) {
    return `input_cached_tokens: ${tokens.cacheRead + tokens.cacheWrite} cached tokens are more than input_tokens (${tokens.input}) holds`;
  }
  return null;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function told(flat: Record<string, unknown>, field: string): string {
  const value = flat[field];
  if (isAbsent(value)) return `${field}: is missing`;
  return `${field}: ${typeof value === "string" || typeof value === "number" ? `${quoted(value)} ` : ""}must be a whole number`;
}

/** Spreadsheets write `FALSE` where the API says false. */
function groupText(value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "";
  return /^(true|false)$/i.test(value) ? value.toLowerCase() : value;
}
