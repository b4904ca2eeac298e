import { hash } from "node:crypto";
import type { UsageLog } from "usage-core";
import { plainDecimal } from "./plain-decimal.ts";

/**
 * The content of a call as it was sent, as 64 hexadecimal digits. The same content has the same hash, however it was
 * written (an offset instead of Z, a field that is `null` or left out, 0.10 for 0.1).
 */
export function contentHash(log: UsageLog): string {
  const said = [
    ...[log.userId, log.feature, log.provider, log.model, log.serviceTier],
    ...[log.inputTokens, log.cacheReadTokens, log.cacheWriteTokens, log.outputTokens, log.reasoningTokens],
    ...[plainDecimal(log.costEur), plainDecimal(log.costOriginal), log.currency],
    ...[log.success, log.errorCode, log.latencyMs, wholeMicroseconds(log.createdAt)],
  ];
  return hash("sha256", JSON.stringify(said), "hex");
}

const MILLISECONDS_IN_UTC = "2026-11-24T09:30:00.000Z";

/** The instant in UTC, cut to the microseconds that the ledger holds: PostgreSQL would round it, even into the next day. */
export function wholeMicroseconds(instant: string): string {
  // The form of most instants.
  if (instant.length === MILLISECONDS_IN_UTC.length && instant.endsWith("Z")) return `${instant.slice(0, -1)}000Z`;
  const [, minute = "", second = "00", fraction = "", offset = ""] =
    /^(.{16})(?::(\d\d)(?:\.(\d+))?)?(.+)$/.exec(instant) ?? [];
  const inUtc = new Date(`${minute}:${second}${offset}`).toISOString().slice(0, 19);
  return `${inUtc}.${fraction.slice(0, 6).padEnd(6, "0")}Z`;
}
