import { printable } from "usage-core";
import { BodyError } from "../../errors/body-error.ts";
import { fieldOf, integerOf, isAbsent, itemsOf, type JsonPart, misfit } from "./json-part.ts";
import { quoteLongIntegers } from "./quote-long-integers.ts";
import { type Attributes, type AttributeValue, checkSpanCount, type Span, STATUS_ERROR } from "./span.ts";

const INT32 = { min: -(2n ** 31n), max: 2n ** 31n - 1n };
const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const UINT64 = { min: 0n, max: 2n ** 64n - 1n };

/** Protobuf's JSON writes infinity and NaN as text, and allows it for any number. */
const DOUBLE_TEXT = /^(NaN|-?Infinity|-?\d+(\.\d+)?([eE][+-]?\d+)?)$/;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The spans of an `ExportTraceServiceRequest` in OTLP's JSON: protobuf's JSON mapping, with ids in hex and enums as numbers.
 * Fields that we have no use for are not looked at.
 *
 * Throws a {@link BodyError} that says where the body is no such request.
 */
export function decodeJson(body: Uint8Array): readonly Span[] {
  const request: JsonPart = { value: parse(body), parent: null, key: "" };
  if (isAbsent(request.value)) throw misfit(request, "must be an object");
  const spans: Span[] = [];
  for (const resourceSpans of itemsOf(fieldOf(request, "resourceSpans"))) {
    const resource = attributesOf(fieldOf(resourceSpans, "resource"));
    for (const scopeSpans of itemsOf(fieldOf(resourceSpans, "scopeSpans"))) {
      for (const span of itemsOf(fieldOf(scopeSpans, "spans"))) {
        checkSpanCount(spans.length + 1);
        spans.push(spanOf(span, resource));
      }
    }
  }
  return spans;
}

function parse(body: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new BodyError(400, "The body is not UTF-8 text, as JSON must be");
  }
  try {
    return JSON.parse(quoteLongIntegers(text));
  } catch (error) {
    throw new BodyError(
      400,
      `The body is not JSON: ${printable(error instanceof Error ? error.message : String(error))}`,
    );
  }
}

function spanOf(span: JsonPart, resource: Attributes): Span {
  return {
    traceId: hexOf(fieldOf(span, "traceId")),
    spanId: hexOf(fieldOf(span, "spanId")),
    parentSpanId: hexOf(fieldOf(span, "parentSpanId")),
    start: nanosecondsOf(fieldOf(span, "startTimeUnixNano")),
    end: nanosecondsOf(fieldOf(span, "endTimeUnixNano")),
    attributes: attributesOf(span),
    failed: statusCodeOf(fieldOf(fieldOf(span, "status"), "code")) === STATUS_ERROR,
    resource,
  };
}

function attributesOf(owner: JsonPart): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const attribute of itemsOf(fieldOf(owner, "attributes"))) {
    const value = scalarOf(fieldOf(attribute, "value"));
    if (value !== undefined) attributes.set(textIn(fieldOf(attribute, "key")), value);
  }
  return attributes;
}

function scalarOf(value: JsonPart): AttributeValue | undefined {
  const text = fieldOf(value, "stringValue");
  if (!isAbsent(text.value)) return textIn(text);
  const int = fieldOf(value, "intValue");
  if (!isAbsent(int.value)) return integerOf(int, INT64.min, INT64.max);
  const double = fieldOf(value, "doubleValue");
  if (!isAbsent(double.value)) return doubleOf(double);
  const bool = fieldOf(value, "boolValue");
  if (isAbsent(bool.value)) return undefined;
  if (typeof bool.value !== "boolean") throw misfit(bool, "must be true or false");
  return bool.value;
}

function textIn(part: JsonPart): string {
  if (isAbsent(part.value)) return "";
  if (typeof part.value !== "string") throw misfit(part, "must be text");
  return part.value;
}

function hexOf(part: JsonPart): string {
  const text = textIn(part);
  if (text.length % 2 !== 0 || !/^[\da-f]*$/i.test(text)) throw misfit(part, "must be bytes in hex");
  return text.toLowerCase();
}

function nanosecondsOf(part: JsonPart): bigint {
  return isAbsent(part.value) ? 0n : integerOf(part, UINT64.min, UINT64.max);
}

function statusCodeOf(part: JsonPart): number {
  return isAbsent(part.value) ? 0 : Number(integerOf(part, INT32.min, INT32.max));
}

function doubleOf(part: JsonPart): number {
  if (typeof part.value === "number") return part.value;
  if (typeof part.value === "string" && DOUBLE_TEXT.test(part.value)) return Number(part.value);
  throw misfit(part, "must be a number");
}
