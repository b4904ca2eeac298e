import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { BodyError } from "../../errors/body-error.ts";
import { type AttributeValue, checkSpanCount, type Span, STATUS_ERROR } from "./span.ts";

/** A field's number and wire type, as they precede it on the wire. */
const tagOf = (number: number, wireType: WireType) => number * 8 + wireType;
const inner = (number: number) => tagOf(number, WireType.LengthDelimited);

/** What we read of opentelemetry-proto: `trace_service.proto`, `trace.proto`, `resource.proto` and `common.proto`. */
const REQUEST = { resourceSpans: inner(1) };
const RESOURCE_SPANS = { resource: inner(1), scopeSpans: inner(2) };
const RESOURCE = { attributes: inner(1) };
const SCOPE_SPANS = { spans: inner(2) };
const SPAN = {
  traceId: inner(1),
  spanId: inner(2),
  parentSpanId: inner(4),
  start: tagOf(7, WireType.Bit64),
  end: tagOf(8, WireType.Bit64),
  attributes: inner(9),
  status: inner(15),
};
const STATUS = { code: tagOf(3, WireType.Varint) };
const KEY_VALUE = { key: inner(1), value: inner(2) };
const ANY_VALUE = {
  text: inner(1),
  bool: tagOf(2, WireType.Varint),
  int: tagOf(3, WireType.Varint),
  double: tagOf(4, WireType.Bit64),
};

/**
 * The spans of an `ExportTraceServiceRequest` in protobuf. Fields that we do not use are skipped unread, and with them
 * every value that could nest.
 *
 * Throws a {@link BodyError} that says where the body is no such request.
 */
export function decodeProtobuf(body: Uint8Array): readonly Span[] {
  const reader = new BinaryReader(body);
  const spans: Span[] = [];
  try {
    for (const tag of fieldsUntil(reader, reader.len)) {
      if (tag === REQUEST.resourceSpans) readResourceSpans(reader, spans);
    }
  } catch (error) {
    if (error instanceof BodyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const at = Math.min(reader.pos, reader.len);
    throw new BodyError(400, `The body is not an ExportTraceServiceRequest in protobuf: ${reason} (byte ${at})`);
  }
  return spans;
}

function readResourceSpans(reader: BinaryReader, spans: Span[]): void {
  // Filled when the resource is read, which may be after the spans that refer to it.
  const resource = new Map<string, AttributeValue>();
  for (const tag of fieldsOf(reader)) {
    if (tag === RESOURCE_SPANS.resource) {
      for (const tag of fieldsOf(reader)) if (tag === RESOURCE.attributes) readAttribute(reader, resource);
    } else if (tag === RESOURCE_SPANS.scopeSpans) {
      for (const tag of fieldsOf(reader)) {
        if (tag !== SCOPE_SPANS.spans) continue;
        checkSpanCount(spans.length + 1);
        spans.push(readSpan(reader, resource));
      }
    }
  }
}

function readSpan(reader: BinaryReader, resource: Span["resource"]): Span {
  const attributes = new Map<string, AttributeValue>();
  const span = { traceId: "", spanId: "", parentSpanId: "", start: 0n, end: 0n, attributes, failed: false, resource };
  for (const tag of fieldsOf(reader)) {
    if (tag === SPAN.traceId) span.traceId = readHex(reader);
    else if (tag === SPAN.spanId) span.spanId = readHex(reader);
    else if (tag === SPAN.parentSpanId) span.parentSpanId = readHex(reader);
    else if (tag === SPAN.start) span.start = BigInt(reader.fixed64());
    else if (tag === SPAN.end) span.end = BigInt(reader.fixed64());
    else if (tag === SPAN.attributes) readAttribute(reader, attributes);
    else if (tag === SPAN.status) {
      for (const tag of fieldsOf(reader)) if (tag === STATUS.code) span.failed = reader.int32() === STATUS_ERROR;
    }
  }
  return span;
}

function readAttribute(reader: BinaryReader, attributes: Map<string, AttributeValue>): void {
  let key = "";
  let value: AttributeValue | undefined;
  for (const tag of fieldsOf(reader)) {
    if (tag === KEY_VALUE.key) key = reader.string(true);
    else if (tag === KEY_VALUE.value) {
      for (const tag of fieldsOf(reader)) {
        if (tag === ANY_VALUE.text) value = reader.string(true);
        else if (tag === ANY_VALUE.bool) value = reader.bool();
        else if (tag === ANY_VALUE.int) value = BigInt(reader.int64());
        else if (tag === ANY_VALUE.double) value = reader.double();
      }
    }
  }
  if (value !== undefined) attributes.set(key, value);
}

function readHex(reader: BinaryReader): string {
  return Buffer.from(reader.bytes()).toString("hex");
}

/** The fields of the message inside the message, which its length precedes. */
function fieldsOf(reader: BinaryReader): Generator<number> {
  const length = reader.uint32();
  return fieldsUntil(reader, reader.pos + length);
}

/** Yields each field with the reader in front of its value; a value that is not read then is skipped. */
function* fieldsUntil(reader: BinaryReader, end: number): Generator<number> {
  if (end > reader.len) throw new RangeError("a message ends behind the end of the body");
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const start = reader.pos;
    yield tagOf(number, wireType);
    if (reader.pos === start) reader.skip(wireType, number);
  }
  if (reader.pos !== end) throw new RangeError("a field ends behind the end of its message");
}
