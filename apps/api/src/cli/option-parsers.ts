import { InvalidArgumentError } from "commander";
import { civilDateSchema, isTimeZone } from "usage-core";
import { API_KEY_SCOPES, type ApiKeyScope, parseKeyText } from "usage-db";
import type { ZodType } from "zod";
import { firmIdSchema } from "../firm-id.ts";
import { keyIdSchema } from "../key-id.ts";

export function firmIdOption(text: string): string {
  return parse(firmIdSchema, text.trim());
}

export function dateOption(text: string): string {
  return parse(civilDateSchema, text);
}

export function timeZoneOption(text: string): string {
  if (isTimeZone(text)) return text;
  throw new InvalidArgumentError("It is not an IANA time zone; give one such as Europe/Bucharest.");
}

/** Scopes of an API key, by commas. */
export function apiKeyScopesOption(text: string): ApiKeyScope[] {
  return text.split(",").map((part) => {
    const scope = API_KEY_SCOPES.find((known) => known === part.trim());
    if (scope !== undefined) return scope;
    throw new InvalidArgumentError(`Give some of ${API_KEY_SCOPES.join(", ")}, with commas between them.`);
  });
}

/** The id of an API key, or of a whole key: someone who finds a key in the open has nothing else. */
export function apiKeyIdArgument(text: string): string {
  const id = parseKeyText(text)?.id ?? text;
  if (keyIdSchema.safeParse(id).success) return id;
  throw new InvalidArgumentError('Give the 12 characters that "keys list" shows, or a whole key.');
}

/** The number of something that the database counts. */
export function numberOption(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a number such as 3.");
}

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const MAX_DURATION_SECONDS = 366 * 86_400;

/** A duration such as `90s`, `15m`, `8h` or `30d`, in seconds. */
export function durationOption(text: string): number {
  const [, amount, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * (SECONDS_PER_UNIT[unit ?? ""] ?? Number.NaN);
  if (seconds >= 1 && seconds <= MAX_DURATION_SECONDS) return seconds;
  throw new InvalidArgumentError("Give a duration from 1s to 366d, such as 90s, 15m, 8h or 30d.");
}

function parse<Value>(schema: ZodType<Value>, text: string): Value {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ message }) => message).join("; ");
  throw new InvalidArgumentError(`${faults.startsWith('"') ? "" : "It "}${faults}.`);
}
