import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { type Attributes, context, type DiagLogger, DiagLogLevel, diag, trace } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { CompressionAlgorithm } from "@opentelemetry/otlp-exporter-base";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { MAX_BODY_BYTES } from "../src/http/read-body.ts";
import { attributes, encodeJson, encodeProtobuf, type SentTraces } from "./support/encode-traces.ts";
import { type TraceServer, traceServer } from "./support/trace-server.ts";

const NONE = CompressionAlgorithm.NONE;
const GZIP = CompressionAlgorithm.GZIP;

const EXPORTERS: [string, (url: string) => SpanExporter][] = [
  ["JSON", (url) => new JsonExporter({ url, compression: NONE })],
  ["JSON with gzip", (url) => new JsonExporter({ url, compression: GZIP })],
  ["protobuf", (url) => new ProtobufExporter({ url, compression: NONE })],
  ["protobuf with gzip", (url) => new ProtobufExporter({ url, compression: GZIP })],
];

/** 12 digits after the second are 6 more than a double of seconds holds, and 3 more than one of milliseconds. */
const START: [number, number] = [1_795_512_600, 123_456_789];
const END: [number, number] = [1_795_512_601, 623_956_789];

const CHAT: Attributes = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-5",
  "gen_ai.response.model": "gpt-5-2025-08-07",
  "gen_ai.response.id": "chatcmpl-CeXyz",
  "gen_ai.usage.input_tokens": 1_200,
  "gen_ai.usage.cache_read.input_tokens": 1_024,
  "gen_ai.usage.output_tokens": 310,
  "gen_ai.usage.reasoning.output_tokens": 256,
  "gen_ai.usage.cost": 0.00000561,
  "gen_ai.response.finish_reasons": ["stop"],
  "openai.response.service_tier": "flex",
  "user.id": "ana",
};

/** The tracer of a service, and what sends its spans. */
function tracing(exporter: SpanExporter) {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "shop", "usage.firm.id": "acme" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return { tracer: provider.getTracer("test"), send: () => provider.forceFlush(), stop: () => provider.shutdown() };
}

/** What OpenTelemetry's SDK says to its operator. */
function listenToSdk(): string[] {
  const said: string[] = [];
  const say = (...words: unknown[]) => void said.push(words.map(String).join(" "));
  const logger: DiagLogger = { error: say, warn: say, info: say, debug: () => {}, verbose: () => {} };
  diag.setLogger(logger, { logLevel: DiagLogLevel.INFO, suppressOverrideMessage: true });
  return said;
}

afterEach(() => diag.disable());

describe.each(EXPORTERS)("the exporter of OpenTelemetry's SDK, in %s,", (_name, exporterTo) => {
  it("has one call recorded of a trace of an agent, a tool and a model", async () => {
    await using server = await traceServer();
    const said = listenToSdk();
    const { tracer, send, stop } = tracing(exporterTo(server.url));

    const http = tracer.startSpan("GET /chat");
    const agent = tracer.startSpan(
      "invoke_agent helper",
      { attributes: { ...CHAT, "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "helper" } },
      trace.setSpan(context.active(), http),
    );
    const below = trace.setSpan(context.active(), agent);
    const call = tracer.startSpan("chat gpt-5", { attributes: CHAT, startTime: START }, below);
    call.end(END);
    tracer.startSpan("execute_tool search", { attributes: { "gen_ai.operation.name": "execute_tool" } }, below).end();
    agent.end();
    http.end();
    await send();

    expect(server.recorded).toEqual([
      {
        firmId: "acme",
        call: {
          id: "chatcmpl-CeXyz",
          userId: "ana",
          feature: "shop",
          provider: "openai",
          model: "gpt-5-2025-08-07",
          serviceTier: "flex",
          inputTokens: 1_200,
          cacheReadTokens: 1_024,
          cacheWriteTokens: 0,
          outputTokens: 310,
          reasoningTokens: 256,
          costOriginal: "0.00000561",
          currency: "USD",
          success: true,
          errorCode: null,
          latencyMs: 1_501,
          createdAt: "2026-11-24T09:30:00.123456789Z",
        },
        mismatch: null,
      },
    ]);
    expect(said).toEqual([]);
    await stop();
  });

  it("is told of the spans that were not recorded, and that the others were", async () => {
    await using server = await traceServer();
    const said = listenToSdk();
    const { tracer, send, stop } = tracing(exporterTo(server.url));
    tracer.startSpan("chat", { attributes: { ...CHAT, "gen_ai.usage.output_tokens": -1 } }).end();
    tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } }).end();
    tracer.startSpan("chat", { attributes: { ...CHAT, "gen_ai.response.id": "good" } }).end();
    await send();

    expect(server.recorded.map(({ call }) => call.id)).toEqual(["good"]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/Partial Success response.*"rejectedSpans":"?2/);
    expect(said[0]).toMatch(
      /2 spans were not recorded: span .{18,20} names no model; .*outputTokens: -1 must be 0 or more/,
    );
    await stop();
  });

  it("sends again when the server says to, and has the call recorded", async () => {
    let asked = 0;
    const recorded: string[] = [];
    await using server = await traceServer(async (calls) => {
      asked += 1;
      if (asked === 1) throw Object.assign(new Error("too many calls"), { statusCode: 429, retryAfterSeconds: 0 });
      recorded.push(...calls.map(({ call }) => call.id));
      return calls.map(({ call: { id } }) => ({ status: "recorded", id }));
    });
    const { tracer, send, stop } = tracing(exporterTo(server.url));
    tracer.startSpan("chat", { attributes: CHAT }).end();
    await send();
    expect([asked, recorded]).toEqual([2, ["chatcmpl-CeXyz"]]);
    await stop();
  });
});

const TRACES: SentTraces[] = [
  {
    resource: attributes({ "service.name": "shop" }),
    spans: [
      {
        traceId: "5b8efff798038103d269b633813fc60c",
        spanId: "eee19b7ec3c1b174",
        start: 1_795_512_600_123_456_789n,
        end: 1_795_512_601_000_000_000n,
        attributes: attributes({
          "gen_ai.operation.name": "chat",
          "gen_ai.request.model": "gpt-5",
          "gen_ai.usage.input_tokens": 7n,
        }),
      },
    ],
  },
];

const JSON_TYPE = "application/json";
const PROTOBUF_TYPE = "application/x-protobuf";

async function post(server: TraceServer, body: Buffer | string, headers: Record<string, string> = {}) {
  const response = await server.app.inject({
    method: "POST",
    url: "/v1/traces",
    headers: { "content-type": JSON_TYPE, ...headers },
    body,
  });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload, text: response.body };
}

describe("POST /v1/traces", () => {
  it("takes a request twice and records it once", async () => {
    await using server = await traceServer();
    for (const _attempt of [1, 2]) {
      const answer = await post(server, encodeJson(TRACES));
      expect([answer.status, answer.text, answer.headers["content-type"]]).toEqual([200, "{}", JSON_TYPE]);
    }
    expect(server.recorded.map(({ call }) => call.id)).toEqual(["5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174"]);
  });

  it("answers protobuf with protobuf, empty when all was taken, even of an empty request", async () => {
    await using server = await traceServer();
    for (const body of [encodeProtobuf(TRACES), Buffer.alloc(0)]) {
      const answer = await post(server, body, { "content-type": PROTOBUF_TYPE });
      expect([answer.status, answer.bytes.length, answer.headers["content-type"]]).toEqual([200, 0, PROTOBUF_TYPE]);
    }
  });

  it("tells a conflict as a span that was not recorded", async () => {
    await using server = await traceServer();
    await post(server, encodeJson(TRACES));
    const [service] = TRACES;
    const other = (service?.spans ?? []).map((span) => ({ ...span, end: 1_795_512_609_000_000_000n }));
    const answer = await post(server, encodeJson([{ resource: attributes({}), spans: other }]));
    expect(JSON.parse(answer.text)).toEqual({
      partialSuccess: {
        rejectedSpans: "1",
        errorMessage:
          '1 span was not recorded: call "5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174": ' +
          "the ledger has another call of this id, which differs in feature, latencyMs",
      },
    });
  });

  it("asks who sends even what holds no call", async () => {
    await using server = await traceServer(async () => {
      throw Object.assign(new Error("no key"), { statusCode: 403 });
    });
    const answer = await post(server, "{}");
    expect([answer.status, JSON.parse(answer.text)]).toEqual([403, { code: 7, message: "no key" }]);
  });

  it.each([
    [429, 8],
    [502, 14],
    [503, 14],
    [504, 4],
  ])("passes on %i with its Retry-After, in the format of the request", async (statusCode, code) => {
    await using server = await traceServer(async () => {
      throw Object.assign(new Error("later"), { statusCode, retryAfterSeconds: 1.2 });
    });
    const json = await post(server, encodeJson(TRACES));
    expect([json.status, json.headers["retry-after"], JSON.parse(json.text)]).toEqual([
      statusCode,
      "2",
      { code, message: "later" },
    ]);
    const protobuf = await post(server, encodeProtobuf(TRACES), { "content-type": PROTOBUF_TYPE });
    expect([protobuf.status, protobuf.headers["content-type"]]).toEqual([statusCode, PROTOBUF_TYPE]);
    expect([...protobuf.bytes]).toEqual([0x08, code, 0x12, 5, ...Buffer.from("later")]);
  });

  it("says nothing of an error that nobody foresaw", async () => {
    await using server = await traceServer(async () => {
      throw new Error("relation ai_usage_log does not exist");
    });
    const answer = await post(server, "{}");
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("ai_usage_log");
  });
});

const JSON_FAULTS: [string, string | Buffer, string][] = [
  ["nothing", "", "The body is not JSON: Unexpected end of JSON input"],
  ["a truncated object", '{"resourceSpans":[{', "The body is not JSON"],
  ["NaN", '{"resourceSpans":NaN}', "The body is not JSON"],
  ["bytes that are not UTF-8", Buffer.from('{"a":"\xff"}', "latin1"), "The body is not UTF-8 text, as JSON must be"],
  ["null", "null", "The body: null must be an object"],
  ["a list", "[]", "The body: a list must be an object"],
  ["10,000 lists in each other", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, "The body: a list must be an object"],
  ["a name for a list", '{"resourceSpans":"a"}', 'resourceSpans: "a" must be a list'],
  [
    "an id that is no hex",
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{},{"traceId":"xyz"}]}]}]}',
    'resourceSpans[0].scopeSpans[0].spans[1].traceId: "xyz" must be bytes in hex',
  ],
  [
    "a time before 1970",
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"-1"}]}]}]}',
    'startTimeUnixNano: "-1" must be a whole number from 0 to 18446744073709551615',
  ],
  [
    "an integer of 65 bits",
    '{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":{"intValue":"9223372036854775808"}}]}}]}',
    'resourceSpans[0].resource.attributes[0].value.intValue: "9223372036854775808" must be a whole number from -9',
  ],
  [
    "a status by name",
    '{"resourceSpans":[{"scopeSpans":[{"spans":[{"status":{"code":"STATUS_CODE_ERROR"}}]}]}]}',
    'status.code: "STATUS_CODE_ERROR" must be a whole number',
  ],
];

const PROTOBUF_FAULTS: [string, Buffer][] = [
  ["a truncated request", encodeProtobuf(TRACES).subarray(0, -3)],
  ["text", Buffer.from("hello")],
  ["a length of 4 GiB", Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
  ["a field that leaves its message", Buffer.from([0x0a, 0x02, 0x1a, 0x02, 0x0a, 0x00])],
  ["10,000 groups in each other", Buffer.alloc(10_000, 0x53)],
  [
    "an attribute's name that is not UTF-8",
    Buffer.from([0x0a, 0x0b, 0x0a, 0x09, 0x0a, 0x07, 0x0a, 0x01, 0xff, 0x12, 0x02, 0x10, 0x01]),
  ],
  [
    "an attribute's text that is not UTF-8",
    Buffer.from([0x0a, 0x0c, 0x0a, 0x0a, 0x0a, 0x08, 0x0a, 0x01, 0x61, 0x12, 0x03, 0x0a, 0x01, 0xff]),
  ],
];

describe("a malformed body", () => {
  it.each(JSON_FAULTS)("of JSON, %s, is refused with what is wrong", async (_what, body, message) => {
    await using server = await traceServer();
    const answer = await post(server, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ code: 3, message: expect.stringContaining(message) });
  });

  it.each(PROTOBUF_FAULTS)("of protobuf, %s, is refused with what is wrong", async (_what, body) => {
    await using server = await traceServer();
    const answer = await post(server, body, { "content-type": PROTOBUF_TYPE });
    expect(answer.status).toBe(400);
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
    expect(answer.text).toMatch(/The body is not an ExportTraceServiceRequest in protobuf: .+ \(byte \d+\)$/);
  });

  it("changes nothing of the program by its __proto__", async () => {
    await using server = await traceServer();
    const span = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const body = `{"__proto__":{"polluted":1},"resourceSpans":[{"__proto__":{"polluted":1},"scopeSpans":[{"spans":[${span}]}]}]}`;
    expect((await post(server, body)).status).toBe(200);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it.each([
    ["cut off", gzipSync("{}").subarray(0, -4), "The body is cut off: its gzip data has no end; send it again"],
    ["no gzip", Buffer.from("{}"), "The body is not gzip, though content-encoding says so: incorrect header check"],
    [
      "damaged",
      Buffer.concat([gzipSync("{}").subarray(0, -8), Buffer.alloc(8)]),
      "The body is not gzip, though content-encoding says so: incorrect data check",
    ],
  ])("of gzip that is %s is refused with what is wrong", async (_what, body, message) => {
    await using server = await traceServer();
    const answer = await post(server, body, { "content-encoding": "gzip" });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { code: 3, message }]);
  });

  it.each(["br", "gzip, gzip", "deflate"])("in the encoding %s is refused", async (encoding) => {
    await using server = await traceServer();
    const answer = await post(server, "{}", { "content-encoding": encoding });
    expect([answer.status, JSON.parse(answer.text).message]).toEqual([
      415,
      `content-encoding: "${encoding}" is not read here; send the body with gzip or as it is`,
    ]);
  });

  it("of another type is refused, and so is none", async () => {
    await using server = await traceServer();
    expect((await post(server, "{}", { "content-type": "text/plain" })).status).toBe(415);
    const none = await server.app.inject({ method: "POST", url: "/v1/traces" });
    expect([none.statusCode, none.json().message]).toEqual([
      415,
      "content-type must be application/json or application/x-protobuf",
    ]);
  });
});

describe("a body that is too large", () => {
  const message = (is: string) => `The body ${is} more than ${MAX_BODY_BYTES} bytes; send it in smaller parts`;

  it("is refused while it is unpacked", async () => {
    await using server = await traceServer();
    const bomb = gzipSync(Buffer.alloc(16 * MAX_BODY_BYTES));
    const answer = await post(server, bomb, { "content-encoding": "gzip" });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, { code: 3, message: message("unpacks to") }]);
  });

  it("is read to its end, so that its sender reads why it was refused", async () => {
    await using server = await traceServer();
    const response = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": JSON_TYPE },
      body: Buffer.alloc(3 * MAX_BODY_BYTES, " "),
    });
    expect([response.status, await response.json()]).toEqual([413, { code: 3, message: message("is") }]);
  });

  it("is not waited for when it says that it is huge", async () => {
    await using server = await traceServer();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /v1/traces HTTP/1.1\r\nhost: test\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: 1000000000\r\n\r\n{`,
    );
    const [chunk] = await new Promise<Buffer[]>((resolve) => socket.once("data", (data) => resolve([data])));
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it("of many tiny spans is refused", async () => {
    await using server = await traceServer();
    const spans = Buffer.alloc(100_002);
    for (let at = 0; at < spans.length; at += 2) spans[at] = 0x12;
    const varint = [0x80 | (spans.length & 0x7f), 0x80 | ((spans.length >> 7) & 0x7f), spans.length >> 14];
    const scope = Buffer.concat([Buffer.from([0x12, ...varint]), spans]);
    const outer = [0x80 | (scope.length & 0x7f), 0x80 | ((scope.length >> 7) & 0x7f), scope.length >> 14];
    const body = Buffer.concat([Buffer.from([0x0a, ...outer]), scope]);
    const answer = await post(server, body, { "content-type": PROTOBUF_TYPE });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("The body holds more than 50000 spans; set the exporter to smaller batches");
  });
});

it("a sender that leaves in the middle of its body is no fault of the server", async () => {
  await using server = await traceServer();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST /v1/traces HTTP/1.1\r\nhost: test\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: 100\r\n\r\n{`);
  await new Promise<void>((resolve) => server.app.server.once("request", () => resolve()));
  socket.destroy();
  await vi.waitFor(() => expect(server.errors).toHaveLength(1));
  expect(server.errors[0]).toMatchObject({
    statusCode: 400,
    message: "The body ended before it was complete; send it again",
  });
});

describe("whatever is sent", () => {
  const types = fc.constantFrom(JSON_TYPE, PROTOBUF_TYPE);
  const encodings = fc.constantFrom("identity", "gzip");

  async function expectAnswer(server: TraceServer, body: Buffer, type: string, encoding: string) {
    const answer = await post(server, body, { "content-type": type, "content-encoding": encoding });
    expect([200, 400, 413]).toContain(answer.status);
    expect(answer.headers["content-type"]).toBe(type);
    return answer.status;
  }

  it("random bytes are taken or refused, and never fail the server", async () => {
    await using server = await traceServer();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        types,
        encodings,
        fc.boolean(),
        async (bytes, type, encoding, packed) => {
          await expectAnswer(server, packed ? gzipSync(bytes) : Buffer.from(bytes), type, encoding);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a request that is cut off is never taken for JSON, for gzip or for what it was", async () => {
    await using server = await traceServer();
    const json = encodeJson(TRACES);
    const protobuf = encodeProtobuf(TRACES);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (part) => {
        const cut = (whole: Buffer) => whole.subarray(0, Math.floor(whole.length * part));
        expect(await expectAnswer(server, cut(json), JSON_TYPE, "identity")).toBe(400);
        expect(await expectAnswer(server, cut(gzipSync(json)), JSON_TYPE, "gzip")).toBe(400);
        expect(await expectAnswer(server, cut(gzipSync(protobuf)), PROTOBUF_TYPE, "gzip")).toBe(400);
        const half = cut(protobuf);
        expect(await expectAnswer(server, half, PROTOBUF_TYPE, "identity")).toBe(half.length === 0 ? 200 : 400);
      }),
    );
    expect(server.recorded).toEqual([]);
  });

  it("a request with damaged bytes is taken or refused", async () => {
    await using server = await traceServer();
    const wholes = [encodeJson(TRACES), encodeProtobuf(TRACES)] as const;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), fc.boolean(), async (at, byte, isJson) => {
        const damaged = Buffer.from(wholes[isJson ? 0 : 1]);
        damaged[at % damaged.length] = byte;
        await expectAnswer(server, damaged, isJson ? JSON_TYPE : PROTOBUF_TYPE, "identity");
      }),
      { numRuns: 500 },
    );
  });

  it("JSON of any shape is taken or refused", async () => {
    await using server = await traceServer();
    const key = fc.constantFrom(
      "resourceSpans",
      "scopeSpans",
      "spans",
      "attributes",
      "resource",
      "key",
      "value",
      "intValue",
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: "medium" },
        fc.constantFrom(null, true, 1, -1, 1.5, "", "a", "__proto__"),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (value) => {
        await expectAnswer(server, Buffer.from(JSON.stringify(value)), JSON_TYPE, "identity");
      }),
      { numRuns: 500 },
    );
  });
});
