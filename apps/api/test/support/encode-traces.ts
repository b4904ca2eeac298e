import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Attributes, Span } from "../../src/formats/otlp/span.ts";

/** What a sender tells of a span; all of it may be left out. */
type SentSpan = Partial<Omit<Span, "resource">>;

/** The spans that one service sends. */
export interface SentTraces {
  readonly resource: Attributes;
  readonly spans: readonly SentSpan[];
}

export function attributes(values: Readonly<Record<string, string | boolean | bigint | number>>): Attributes {
  return new Map(Object.entries(values));
}

/** The request as OTLP's JSON, its long integers as numbers or as text. */
export function encodeJson(traces: readonly SentTraces[], integers: "number" | "text" = "text"): Buffer {
  const json = JSON.stringify(
    {
      resourceSpans: traces.map(({ resource, spans }) => ({
        resource: { attributes: jsonAttributes(resource), droppedAttributesCount: 0 },
        scopeSpans: [{ scope: { name: "test" }, spans: spans.map(jsonSpan) }],
      })),
    },
    (_key, value: unknown) => (typeof value === "bigint" ? `integer:${value}` : value),
  );
  return Buffer.from(json.replace(/"integer:(-?\d+)"/g, integers === "number" ? "$1" : '"$1"'));
}

function jsonSpan({ traceId, spanId, parentSpanId, start, end, attributes, failed }: SentSpan) {
  return {
    traceId: traceId?.toUpperCase(),
    spanId,
    parentSpanId,
    name: "chat",
    kind: 3,
    startTimeUnixNano: start,
    endTimeUnixNano: end,
    attributes: attributes === undefined ? undefined : jsonAttributes(attributes),
    status: failed === undefined ? undefined : { code: failed ? 2 : 1 },
    fieldOfTheFuture: { nested: [[]] },
  };
}

function jsonAttributes(attributes: Attributes) {
  return [...attributes].map(([key, value]) => ({ key, value: jsonValue(value) }));
}

function jsonValue(value: string | boolean | bigint | number) {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "bigint") return { intValue: value };
  return { doubleValue: Number.isFinite(value) ? value : String(value) };
}

/** The request in protobuf, the resource behind its spans and with fields that nobody knows. */
export function encodeProtobuf(traces: readonly SentTraces[]): Buffer {
  const writer = new BinaryWriter();
  for (const { resource, spans } of traces) {
    inner(writer, 1, () => {
      inner(writer, 2, () => {
        inner(writer, 1, () => writer.tag(1, WireType.LengthDelimited).string("test"));
        for (const span of spans) inner(writer, 2, () => writeSpan(writer, span));
      });
      inner(writer, 1, () => writeAttributes(writer, 1, resource));
    });
  }
  return Buffer.from(writer.finish());
}

function writeSpan(writer: BinaryWriter, { traceId, spanId, parentSpanId, start, end, attributes, failed }: SentSpan) {
  writer.tag(1_000, WireType.Varint).uint32(7);
  writer.tag(1_001, WireType.StartGroup).tag(1, WireType.Bit32).fixed32(1).tag(1_001, WireType.EndGroup);
  if (traceId !== undefined) writer.tag(1, WireType.LengthDelimited).bytes(Buffer.from(traceId, "hex"));
  if (spanId !== undefined) writer.tag(2, WireType.LengthDelimited).bytes(Buffer.from(spanId, "hex"));
  if (parentSpanId !== undefined) writer.tag(4, WireType.LengthDelimited).bytes(Buffer.from(parentSpanId, "hex"));
  writer.tag(5, WireType.LengthDelimited).string("chat").tag(6, WireType.Varint).int32(3);
  if (start !== undefined) writer.tag(7, WireType.Bit64).fixed64(start);
  if (end !== undefined) writer.tag(8, WireType.Bit64).fixed64(end);
  if (attributes !== undefined) writeAttributes(writer, 9, attributes);
  if (failed !== undefined) {
    inner(writer, 15, () =>
      writer
        .tag(2, WireType.LengthDelimited)
        .string("told")
        .tag(3, WireType.Varint)
        .int32(failed ? 2 : 1),
    );
  }
}

function writeAttributes(writer: BinaryWriter, number: number, attributes: Attributes) {
  for (const [key, value] of attributes) {
    inner(writer, number, () => {
      writer.tag(1, WireType.LengthDelimited).string(key);
      inner(writer, 2, () => {
        if (typeof value === "string") writer.tag(1, WireType.LengthDelimited).string(value);
        else if (typeof value === "boolean") writer.tag(2, WireType.Varint).bool(value);
        else if (typeof value === "bigint") writer.tag(3, WireType.Varint).int64(value);
        else writer.tag(4, WireType.Bit64).double(value);
      });
    });
  }
}

function inner(writer: BinaryWriter, number: number, write: () => void) {
  writer.tag(number, WireType.LengthDelimited).fork();
  write();
  writer.join();
}
