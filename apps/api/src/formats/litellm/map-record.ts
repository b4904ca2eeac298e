import { BATCH_USER_ID, MAX_IDENTIFIER_LENGTH, quoted } from "usage-core";
import { firstText, fromJsonText, isObject, valueAt, wholeNumber } from "../json-value.ts";
import type { MappedCall } from "../mapped-call.ts";
import { providerName } from "./provider-name.ts";
import { reportedCost } from "./reported-cost.ts";
import { timeOf } from "./time-of.ts";
import { tokenParts } from "./token-parts.ts";

/** The user id of LiteLLM's own administrator, which calls with the master key get: not a person. */
const ADMINISTRATOR = "default_user_id";
/** What providers call their usual price class. */
const USUAL_TIERS = ["default", "auto", "standard", "standard_only"];

type LitellmRecord = Readonly<Record<string, unknown>>;

/**
 * A record of LiteLLM as a call: a StandardLoggingPayload, or a row of its table LiteLLM_SpendLogs, which holds the same
 * under a few other names. Both have the same id, time and latency, so that importing rows fills the gaps of what was
 * sent before and counts nothing twice.
 *
 * Faulty values, such as text that is too long, are left for the check of the call to report.
 */
export function mapRecord(record: unknown): MappedCall | { readonly reason: string } {
  if (!isObject(record)) return { reason: "is not an object with the fields of a call of LiteLLM" };
  const metadata = fromJsonText(record["metadata"]);
  const id = idOf(record);
  const model = modelOf(record);
  const inputTokens = wholeNumber(record["prompt_tokens"]);
  const outputTokens = wholeNumber(record["completion_tokens"]);
  const start = timeOf(record["startTime"]);
  if (id === null || model === null || inputTokens === null || outputTokens === null || start === null) {
    const missing = [
      ...(id === null ? [told(record, "id", "must be text")] : []),
      ...(model === null ? [told(record, "model", "must be text")] : []),
      ...(inputTokens === null ? [told(record, "prompt_tokens", "must be a whole number")] : []),
      ...(outputTokens === null ? [told(record, "completion_tokens", "must be a whole number")] : []),
      ...(start === null ? [told(record, "startTime", "must be seconds since 1970 or an instant")] : []),
    ];
    return { reason: missing.join("; ") };
  }
  const success = isSuccess(record, metadata);
  const parts = tokenParts(record, metadata, { inputTokens, outputTokens });
  // LiteLLM computed its cost from the same counts.
  const costOriginal =
    parts.mismatch === null ? reportedCost(record, { success, tokens: inputTokens + outputTokens }) : null;
  const end = timeOf(record["endTime"]);
  return {
    firmId: firstText(
      valueAt(metadata, "requester_metadata", "firm_id"),
      valueAt(metadata, "spend_logs_metadata", "firm_id"),
      valueAt(metadata, "user_api_key_team_id"),
      record["team_id"],
    ),
    call: {
      id,
      userId: userOf(record, metadata),
      feature: featureOf(record, metadata),
      provider: providerName(firstText(record["custom_llm_provider"])),
      model,
      serviceTier: serviceTierOf(record, metadata),
      inputTokens,
      cacheReadTokens: parts.cacheReadTokens,
      cacheWriteTokens: parts.cacheWriteTokens,
      outputTokens,
      reasoningTokens: parts.reasoningTokens,
      costEur: null,
      costOriginal,
      currency: costOriginal === null ? null : "USD",
      success,
      errorCode: success ? null : errorCodeOf(record, metadata),
      latencyMs: end === null || end.epochMs < start.epochMs ? null : end.epochMs - start.epochMs,
      createdAt: start.text,
    },
    mismatch: parts.mismatch,
  };
}

/** "model: is missing", or with the value that there is. */
function told(record: LitellmRecord, field: string, requirement: string): string {
  const value = record[field];
  if (value === undefined || value === null || value === "") return `${field}: is missing`;
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return `${field}: ${isPlain ? `${quoted(value)} ` : ""}${requirement}`;
}

/** The provider's id of the answer, or LiteLLM's of the call. It writes `None` where it has neither. */
function idOf(record: LitellmRecord): string | null {
  const id = firstText(record["id"], record["request_id"]);
  return id === "None" ? null : id;
}

/**
 * Without the provider in front (`bedrock/us.anthropic.claude`), which is a field of its own. A call that failed early
 * has only its group.
 */
function modelOf(record: LitellmRecord): string | null {
  const model = firstText(record["model"], record["model_group"]);
  const prefix = `${firstText(record["custom_llm_provider"]) ?? ""}/`;
  return model !== null && prefix !== "/" && model.startsWith(prefix) && model.length > prefix.length
    ? model.slice(prefix.length)
    : model;
}

function userOf(record: LitellmRecord, metadata: unknown): string | null {
  const endUser = firstText(record["end_user"], valueAt(metadata, "user_api_key_end_user_id"));
  const owner = firstText(valueAt(metadata, "user_api_key_user_id"), record["user"]);
  const user = endUser ?? (owner === ADMINISTRATOR ? null : owner);
  return user === BATCH_USER_ID ? null : user;
}

/** What the caller named; else the key that it used, which usually stands for one application; else the kind of call. */
function featureOf(record: LitellmRecord, metadata: unknown): string {
  return (
    firstText(
      valueAt(metadata, "requester_metadata", "feature"),
      valueAt(metadata, "spend_logs_metadata", "feature"),
      featureTag(fromJsonText(record["request_tags"])),
      valueAt(metadata, "user_api_key_alias"),
      record["call_type"],
    ) ?? "litellm"
  );
}

/** `assistant_chat` of the tag `feature:assistant_chat`. */
function featureTag(tags: unknown): string | null {
  if (!Array.isArray(tags)) return null;
  const tag = tags.find((text) => typeof text === "string" && /^feature:./.test(text));
  return typeof tag === "string" ? tag.slice("feature:".length).trim() : null;
}

/** The tier that served the call, or the one that was asked for. */
function serviceTierOf(record: LitellmRecord, metadata: unknown): string | null {
  const tier = firstText(
    valueAt(metadata, "usage_object", "service_tier"),
    valueAt(fromJsonText(record["response"]), "service_tier"),
    valueAt(record, "model_parameters", "service_tier"),
  );
  return tier === null || USUAL_TIERS.includes(tier) ? null : tier;
}

/** Payloads and tables from before failures were logged have no status. */
function isSuccess(record: LitellmRecord, metadata: unknown): boolean {
  return firstText(record["status"], valueAt(metadata, "status")) !== "failure";
}

function errorCodeOf(record: LitellmRecord, metadata: unknown): string | null {
  const information = isObject(record["error_information"])
    ? record["error_information"]
    : valueAt(metadata, "error_information");
  const code = firstText(valueAt(information, "error_code"), valueAt(information, "error_class"));
  return code === null || code.length > MAX_IDENTIFIER_LENGTH ? null : code;
}
