import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeJson, encodeProtobuf } from "../../../test/support/encode-traces.ts";
import { decodeJson } from "./decode-json.ts";
import { decodeProtobuf } from "./decode-protobuf.ts";
import type { AttributeValue } from "./span.ts";

const text = fc.string({ unit: "binary", maxLength: 40 });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => Buffer.from(id).toString("hex"));

const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  text,
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  // JSON writes -0 as 0.
  fc.double().filter((double) => !Object.is(double, -0)),
);
const attributes = fc.array(fc.tuple(text, value), { maxLength: 5 }).map((entries) => new Map(entries));
const span = fc.record(
  {
    traceId: hex(16),
    spanId: hex(8),
    parentSpanId: hex(8),
    start: uint64,
    end: uint64,
    attributes,
    failed: fc.boolean(),
  },
  { requiredKeys: [] },
);
const traces = fc.array(fc.record({ resource: attributes, spans: fc.array(span, { maxLength: 4 }) }), { maxLength: 3 });

describe("a request", () => {
  it("is the same spans in JSON, with integers as text and as numbers, and in protobuf: those that were sent", () => {
    fc.assert(
      fc.property(traces, (sent) => {
        const spans = sent.flatMap(({ resource, spans }) =>
          spans.map((span) => ({
            traceId: "",
            spanId: "",
            parentSpanId: "",
            start: 0n,
            end: 0n,
            attributes: new Map(),
            failed: false,
            ...span,
            resource,
          })),
        );
        expect(decodeProtobuf(encodeProtobuf(sent))).toEqual(spans);
        expect(decodeJson(encodeJson(sent, "text"))).toEqual(spans);
        expect(decodeJson(encodeJson(sent, "number"))).toEqual(spans);
      }),
    );
  });
});

describe("decodeJson", () => {
  const decodeSpan = (span: string) =>
    decodeJson(Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`))[0];

  it("takes null for what is left out, and hex in either case", () => {
    const nothing = '{"traceId":null,"startTimeUnixNano":null,"attributes":null,"status":null}';
    expect(decodeSpan(nothing)).toEqual(decodeSpan("{}"));
    expect(decodeSpan('{"traceId":"AbCd"}')?.traceId).toBe("abcd");
  });

  it("passes over values that are lists, maps and bytes, however deep", () => {
    const deep = `${'{"arrayValue":{"values":['.repeat(10_000)}${"]}}".repeat(10_000)}`;
    const span = `{"attributes":[{"key":"a","value":${deep}},{"key":"b","value":{"bytesValue":"AA=="}},{"key":"c"}]}`;
    expect(decodeSpan(span)?.attributes).toEqual(new Map());
  });

  it("lets the last of two attributes with one name count", () => {
    const span = '{"attributes":[{"key":"a","value":{"intValue":1}},{"key":"a","value":{"intValue":"2"}}]}';
    expect(decodeSpan(span)?.attributes).toEqual(new Map([["a", 2n]]));
  });
});
