import { quoted } from "usage-core";
import { BodyError } from "../../errors/body-error.ts";

/** A value inside a parsed JSON document that knows its place there, for messages about faults. */
export interface JsonPart {
  readonly value: unknown;
  /** `null` for the whole document. */
  readonly parent: JsonPart | null;
  readonly key: string | number;
}

/** A field of an object. One that is not there, and any of an object that is not there, is `undefined`. */
export function fieldOf(part: JsonPart, key: string): JsonPart {
  const { value } = part;
  if (isAbsent(value)) return { value: undefined, parent: part, key };
  if (typeof value !== "object" || Array.isArray(value)) throw misfit(part, "must be an object");
  return { value: Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined, parent: part, key };
}

export function* itemsOf(part: JsonPart): Generator<JsonPart> {
  const { value } = part;
  if (isAbsent(value)) return;
  if (!Array.isArray(value)) throw misfit(part, "must be a list");
  for (let key = 0; key < value.length; key += 1) yield { value: value[key], parent: part, key };
}

/** A 64-bit integer, which protobuf's JSON has as decimal text or as a number. */
export function integerOf(part: JsonPart, min: bigint, max: bigint): bigint {
  const { value } = part;
  const isInteger = typeof value === "string" ? /^-?\d{1,20}$/.test(value) : Number.isInteger(value);
  if (isInteger && (typeof value === "string" || typeof value === "number")) {
    const integer = BigInt(value);
    if (integer >= min && integer <= max) return integer;
  }
  throw misfit(part, `must be a whole number from ${min} to ${max}`);
}

/** Protobuf's JSON has `null` for a field that is left out. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

export function misfit(part: JsonPart, message: string): BodyError {
  return new BodyError(400, `${placeOf(part)}: ${quoted(part.value)} ${message}`);
}

/** Such as `resourceSpans[0].scopeSpans[0].spans[2].traceId`. */
function placeOf({ parent, key }: JsonPart): string {
  if (parent === null) return "The body";
  const step = typeof key === "number" ? `[${key}]` : key;
  if (parent.parent === null) return step;
  return typeof key === "number" ? `${placeOf(parent)}${step}` : `${placeOf(parent)}.${step}`;
}
