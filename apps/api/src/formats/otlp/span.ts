import { BodyError } from "../../errors/body-error.ts";

/** Lists, maps and bytes are left out: nothing in a call is read from one. */
export type AttributeValue = string | boolean | bigint | number;

export type Attributes = ReadonlyMap<string, AttributeValue>;

/** What is read of a span, in whatever format it came. What its sender left out is empty or 0, as in protobuf. */
export interface Span {
  /** Lower-case hex, as are the other ids. */
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the root of a trace. */
  readonly parentSpanId: string;
  /** Nanoseconds since 1970. */
  readonly start: bigint;
  readonly end: bigint;
  readonly attributes: Attributes;
  /** Whether its status is an error. */
  readonly failed: boolean;
  /** The attributes of what made the span: usually the service. */
  readonly resource: Attributes;
}

/** `StatusCode` of `trace.proto`. */
export const STATUS_ERROR = 2;

/** More than any exporter puts into one request, and few enough for what is read of any body to fit into memory. */
const MAX_SPANS = 50_000;

/** Throws when the request has more spans than we take. */
export function checkSpanCount(count: number): void {
  if (count > MAX_SPANS) {
    throw new BodyError(413, `The body holds more than ${MAX_SPANS} spans; set the exporter to smaller batches`);
  }
}

/** An attribute as text; `null` when it is not there or says nothing. */
export function textOf(attributes: Attributes, name: string): string | null {
  const value = attributes.get(name);
  return value === undefined || value === "" ? null : String(value);
}

/** The first of these attributes that says something. */
export function firstTextOf(attributes: Attributes, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(attributes, name);
    if (text !== null) return text;
  }
  return null;
}
