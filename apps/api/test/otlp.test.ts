import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import {
  type Attributes,
  context,
  type DiagLogger,
  DiagLogLevel,
  diag,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { CompressionAlgorithm } from "@opentelemetry/otlp-exporter-base";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import fc from "fast-check";
import { saveRates } from "usage-db";
import { ledgerRows } from "usage-db/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "../src/http/read-body.ts";
import { OPS, testApi } from "./support/api.ts";
import { attributes, encodeJson, encodeProtobuf, type SentTraces } from "./support/encode-traces.ts";
import { servicesWith } from "./support/services.ts";
import { startUsageServer, type UsageServer } from "./support/usage-server.ts";

const NONE = CompressionAlgorithm.NONE;
const GZIP = CompressionAlgorithm.GZIP;

type Sending = { readonly url: string; readonly headers: Record<string, string> };

const EXPORTERS: [string, (to: Sending) => SpanExporter][] = [
  ["JSON", (to) => new JsonExporter({ ...to, compression: NONE })],
  ["JSON with gzip", (to) => new JsonExporter({ ...to, compression: GZIP })],
  ["protobuf", (to) => new ProtobufExporter({ ...to, compression: NONE })],
  ["protobuf with gzip", (to) => new ProtobufExporter({ ...to, compression: GZIP })],
];

const NOW = new Date("2026-11-24T12:00:00Z");
const TODAY = { range: { startDate: "2026-11-24", endDate: "2026-11-24" } };

/** 12 digits after the second are 6 more than a double of seconds holds, and 3 more than one of milliseconds. */
const START: [number, number] = [1_795_512_600, 123_456_789];
const END: [number, number] = [1_795_512_601, 623_956_789];

let server: UsageServer;
let firms = 0;

beforeAll(async () => {
  server = await startUsageServer(NOW);
  // What 1 EUR was on the day before; that of the calls' own day is not there yet.
  await saveRates(server.database, [{ currency: "USD", date: "2026-11-23", rate: "1.1587" }]);
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => diag.disable());

/** A firm without calls. */
const newFirm = () => `firm-${++firms}`;

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
  "gen_ai.response.finish_reasons": ["stop"],
  "openai.response.service_tier": "default",
  "user.id": "ana",
};

/** With the cost that its sender knows, for a price class that the catalogue has no price for. */
const FLEX_CHAT: Attributes = {
  ...CHAT,
  "gen_ai.response.id": "chatcmpl-Flex",
  "openai.response.service_tier": "flex",
  "gen_ai.usage.cost": 0.00000561,
};

/** As the conventions have it: the cached tokens within the input. */
const ANTHROPIC: Attributes = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "anthropic",
  "gen_ai.request.model": "claude-sonnet-4-5",
  "gen_ai.response.model": "claude-sonnet-4-5-20250929",
  "gen_ai.response.id": "msg_01Inside",
  "gen_ai.usage.input_tokens": 12_000,
  "gen_ai.usage.cache_read.input_tokens": 8_000,
  "gen_ai.usage.cache_creation.input_tokens": 3_001,
  "gen_ai.usage.output_tokens": 411,
  "enduser.id": "ion",
  "user.id": "the service's own",
  "usage.feature": "contract_review",
};

/** Copied from Anthropic's own usage, which counts the cached tokens beside the input: no call has more of them than input. */
const ANTHROPIC_RAW: Attributes = {
  ...ANTHROPIC,
  "gen_ai.response.id": "msg_02Beside",
  "gen_ai.usage.input_tokens": 2_095,
  "gen_ai.usage.cache_read.input_tokens": 8_192,
  "gen_ai.usage.cache_creation.input_tokens": 1_024,
  "gen_ai.usage.output_tokens": 503,
};

/** By the names of before: a system, and tokens of the prompt and of the completion. */
const GOOGLE_BEFORE: Attributes = {
  "gen_ai.operation.name": "generate_content",
  "gen_ai.system": "vertex_ai",
  "gen_ai.request.model": "gemini-2.5-pro",
  "gen_ai.response.id": "mSAkabLiLsO8kdUP3L6gkQ8",
  "gen_ai.usage.prompt_tokens": 250_003,
  "gen_ai.usage.cache_read_input_tokens": 50_000,
  "gen_ai.usage.completion_tokens": 1_000,
  "gen_ai.usage.reasoning_tokens": 600,
  "gen_ai.agent.name": "researcher",
};

const EMBEDDING: Attributes = {
  "gen_ai.operation.name": "embeddings",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "text-embedding-3-small",
  "gen_ai.usage.input_tokens": 50_000,
};

const FAILED: Attributes = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-5",
  "error.type": "insufficient_quota",
  "user.id": "ana",
};

const UNKNOWN_MODEL: Attributes = {
  ...CHAT,
  "gen_ai.response.id": "chatcmpl-House",
  "gen_ai.request.model": "house-model-1",
  "gen_ai.response.model": "house-model-1",
};

/** Tells, under no response's id, of all usage below it once more. */
const AGENT: Attributes = {
  "gen_ai.operation.name": "invoke_agent",
  "gen_ai.provider.name": "openai",
  "gen_ai.agent.name": "helper",
  "gen_ai.request.model": "gpt-5",
  "gen_ai.usage.input_tokens": 317_498,
  "gen_ai.usage.output_tokens": 3_044,
};

/** The tracer of a service, and what sends its spans. */
function tracing(exporter: SpanExporter) {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "shop" }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return { tracer: provider.getTracer("test"), send: () => provider.forceFlush(), stop: () => provider.shutdown() };
}

/** Sends every batch twice. */
function twice(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans, () => exporter.export(spans, done)),
    shutdown: () => exporter.shutdown(),
  };
}

function endedSpan(tracer: Tracer, attributes: Attributes, under = context.active()) {
  const span = tracer.startSpan("chat", { attributes, startTime: START }, under);
  if (attributes["error.type"] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(END);
  return span;
}

/** What OpenTelemetry's SDK says to its operator. */
function listenToSdk(): string[] {
  const said: string[] = [];
  const say = (...words: unknown[]) => void said.push(words.map(String).join(" "));
  const logger: DiagLogger = { error: say, warn: say, info: say, debug: () => {}, verbose: () => {} };
  diag.setLogger(logger, { logLevel: DiagLogLevel.INFO, suppressOverrideMessage: true });
  return said;
}

const sendingTo = (key: string): Sending => ({
  url: `${server.origin}/v1/traces`,
  headers: { authorization: `Bearer ${key}` },
});

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** What all rows of these spans have in common, but for what differs. */
function row(change: { readonly id: string } & Record<string, unknown>) {
  return {
    user_id: "ana",
    feature: "shop",
    provider: "openai",
    model: "gpt-5-2025-08-07",
    service_tier: null,
    input_tokens: 0,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    tokens: 0,
    cost_eur: null,
    cost_source: "computed",
    cost_original: null,
    currency: "USD",
    fx_rate: "1.1587",
    fx_date: "2026-11-23",
    price: null,
    unpriced_reason: null,
    success: true,
    error_code: null,
    latency_ms: 1_501,
    source: "otlp",
    // Cut to what PostgreSQL keeps.
    created_at: "2026-11-24T09:30:00.123456Z",
    ...change,
  };
}

const UNPRICED = { cost_eur: null, cost_source: "none", currency: null, fx_rate: null, fx_date: null };

describe.each(EXPORTERS)("the exporter of OpenTelemetry's SDK, in %s,", (_name, exporterTo) => {
  it("fills the ledger with the model's calls, each once and priced, though every batch comes twice", async () => {
    const firmId = newFirm();
    const said = listenToSdk();
    const { tracer, send, stop } = tracing(twice(exporterTo(sendingTo(await server.keyFor(firmId)))));

    const http = tracer.startSpan("GET /chat");
    const agent = tracer.startSpan("invoke_agent helper", { attributes: AGENT }, trace.setSpan(context.active(), http));
    const below = trace.setSpan(context.active(), agent);
    for (const call of [CHAT, FLEX_CHAT, ANTHROPIC, ANTHROPIC_RAW, GOOGLE_BEFORE, UNKNOWN_MODEL]) {
      endedSpan(tracer, call, below);
    }
    const embedding = endedSpan(tracer, EMBEDDING, below).spanContext();
    const failed = endedSpan(tracer, FAILED, below).spanContext();
    endedSpan(tracer, { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search" }, below);
    agent.end();
    http.end();
    await send();
    await stop();

    const expected = [
      row({
        id: "chatcmpl-CeXyz",
        input_tokens: 1_200,
        cache_read_tokens: 1_024,
        output_tokens: 310,
        reasoning_tokens: 256,
        tokens: 1_510,
        // In 1.25, cached 0.125, out 10 USD per million: 176 x 1.25 + 1,024 x 0.125 + 310 x 10 = 3,448
        cost_original: "0.003448",
        cost_eur: "0.002975748684",
        price: "genai-prices openai/gpt-5",
      }),
      row({
        id: "chatcmpl-Flex",
        service_tier: "flex",
        input_tokens: 1_200,
        cache_read_tokens: 1_024,
        output_tokens: 310,
        reasoning_tokens: 256,
        tokens: 1_510,
        cost_source: "reported",
        cost_original: "0.00000561",
        cost_eur: "0.000004841633",
      }),
      row({
        id: "chatcmpl-House",
        model: "house-model-1",
        input_tokens: 1_200,
        cache_read_tokens: 1_024,
        output_tokens: 310,
        reasoning_tokens: 256,
        tokens: 1_510,
        ...UNPRICED,
        unpriced_reason: "unknown_model",
      }),
      row({
        id: "mSAkabLiLsO8kdUP3L6gkQ8",
        user_id: null,
        feature: "researcher",
        provider: "gcp.vertex_ai",
        model: "gemini-2.5-pro",
        input_tokens: 250_003,
        cache_read_tokens: 50_000,
        output_tokens: 1_000,
        reasoning_tokens: 600,
        tokens: 251_003,
        // Over 200,000: in 2.50, cached 0.25, out 15: 200,003 x 2.50 + 50,000 x 0.25 + 1,000 x 15 = 527,507.50
        cost_original: "0.5275075",
        cost_eur: "0.455258047812",
        price: "genai-prices google/gemini-2.5-pro above 200000 input tokens",
      }),
      row({
        id: "msg_01Inside",
        user_id: "ion",
        feature: "contract_review",
        provider: "anthropic",
        model: "claude-sonnet-4-5-20250929",
        input_tokens: 12_000,
        cache_read_tokens: 8_000,
        cache_write_tokens: 3_001,
        output_tokens: 411,
        tokens: 12_411,
        // In 3, read 0.30, write 3.75, out 15: 999 x 3 + 8,000 x 0.30 + 3,001 x 3.75 + 411 x 15 = 22,815.75
        cost_original: "0.02281575",
        cost_eur: "0.019690817295",
        price: "genai-prices anthropic/claude-sonnet-4-5",
      }),
      row({
        id: "msg_02Beside",
        user_id: "ion",
        feature: "contract_review",
        provider: "anthropic",
        model: "claude-sonnet-4-5-20250929",
        input_tokens: 2_095,
        output_tokens: 503,
        tokens: 2_598,
        ...UNPRICED,
        unpriced_reason: "token_mismatch",
      }),
      row({
        id: `${embedding.traceId}-${embedding.spanId}`,
        user_id: null,
        model: "text-embedding-3-small",
        input_tokens: 50_000,
        tokens: 50_000,
        // In 0.02: 50,000 x 0.02 = 1,000
        cost_original: "0.001",
        cost_eur: "0.000863036161",
        price: "genai-prices openai/text-embedding-3-small",
      }),
      row({
        id: `${failed.traceId}-${failed.spanId}`,
        model: "gpt-5",
        cost_original: "0",
        cost_eur: "0",
        price: "genai-prices openai/gpt-5",
        success: false,
        error_code: "insufficient_quota",
      }),
    ];
    expect(await ledgerRows(server.connectionString, firmId)).toEqual(expected.sort(byId));
    expect(said).toEqual([]);

    expect(await server.answer("usage.overview", firmId, TODAY)).toMatchObject({
      data: { totalCost: 0.478792491585, totalTokens: 320_542, totalCalls: 8, successRate: 7 / 8 },
      unpricedCalls: 2,
    });
    expect(await server.answer("usage.costsByModel", firmId, TODAY)).toMatchObject({
      data: [
        { model: "gemini-2.5-pro", cost: 0.455258047812, tokens: 251_003, calls: 1 },
        { model: "claude-sonnet-4-5-20250929", cost: 0.019690817295, tokens: 15_009, calls: 2 },
        { model: "gpt-5-2025-08-07", cost: 0.002980590317, tokens: 3_020, calls: 2 },
        { model: "text-embedding-3-small", cost: 0.000863036161, tokens: 50_000, calls: 1 },
        { model: "gpt-5", cost: 0, tokens: 0, calls: 1 },
        { model: "house-model-1", cost: 0, tokens: 1_510, calls: 1 },
      ],
      unpricedCalls: 2,
    });
    expect(await server.answer("usage.costsByUser", firmId, TODAY)).toMatchObject({
      data: [
        { userId: "batch", cost: 0.456121083973, tokens: 301_003, calls: 2 },
        { userId: "ion", cost: 0.019690817295, tokens: 15_009, calls: 2 },
        { userId: "ana", cost: 0.002980590317, tokens: 4_530, calls: 4 },
      ],
    });
    expect(await server.answer("usage.dataQuality", firmId, TODAY)).toMatchObject({
      data: { totalCalls: 8, unpricedCalls: 2, mismatches: 1, conflicts: 0 },
    });
  });

  it("is told of the spans that were not recorded, and that the others were", async () => {
    const firmId = newFirm();
    const said = listenToSdk();
    const { tracer, send, stop } = tracing(exporterTo(sendingTo(await server.keyFor(firmId))));
    endedSpan(tracer, { ...CHAT, "gen_ai.usage.output_tokens": -1 });
    endedSpan(tracer, { "gen_ai.operation.name": "chat" });
    endedSpan(tracer, { ...CHAT, "gen_ai.operation.name": "dream" });
    endedSpan(tracer, { ...CHAT, "gen_ai.response.id": "good" });
    await send();
    await stop();

    expect((await ledgerRows(server.connectionString, firmId)).map(({ id }) => id)).toEqual(["good"]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/Partial Success response.*"rejectedSpans":"?3/);
    expect(said[0]).toMatch(
      /3 spans were not recorded: span .{18,20} names no model; .*operation .{0,2}"dream.{0,2}" is not one .*outputTokens: -1 must be 0 or more/,
    );
  });

  it("sends again what was recorded without an answer, and has it in the ledger once", async () => {
    const firmId = newFirm();
    const said = listenToSdk();
    const { tracer, send, stop } = tracing(exporterTo(sendingTo(await server.keyFor(firmId))));
    endedSpan(tracer, CHAT);
    const lost = server.loseNextAnswer();
    await send();
    await stop();
    await lost;
    expect(await ledgerRows(server.connectionString, firmId)).toMatchObject([{ id: "chatcmpl-CeXyz", tokens: 1_510 }]);
    expect(said).toEqual([]);
  });

  it("names the firm of each call to a gateway's key, and to another key in vain", async () => {
    const [first, second, own] = [newFirm(), newFirm(), newFirm()];
    for (const firmId of [first, second]) await server.keyFor(firmId);
    const said = listenToSdk();
    const calls = [
      { ...CHAT, "usage.firm.id": first },
      { ...CHAT, "usage.firm.id": second, "gen_ai.usage.output_tokens": 311 },
      { ...CHAT, "usage.firm.id": "nobody" },
      CHAT,
    ];
    const gateway = tracing(twice(exporterTo(sendingTo(await server.keyFor(null)))));
    for (const call of calls) endedSpan(gateway.tracer, call);
    await gateway.send();
    await gateway.stop();

    const found = async (firmId: string) =>
      (await ledgerRows(server.connectionString, firmId)).map(({ id, tokens }) => ({ id, tokens }));
    expect(await found(first)).toEqual([{ id: "chatcmpl-CeXyz", tokens: 1_510 }]);
    expect(await found(second)).toEqual([{ id: "chatcmpl-CeXyz", tokens: 1_511 }]);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/"rejectedSpans":"?2.*there is no firm .{0,2}"nobody.*firmId: is missing/);

    const bound = tracing(exporterTo(sendingTo(await server.keyFor(own))));
    endedSpan(bound.tracer, { ...CHAT, "usage.firm.id": first, "gen_ai.response.id": "other" });
    await bound.send();
    await bound.stop();
    expect(await found(own)).toEqual([{ id: "other", tokens: 1_510 }]);
    expect(await found(first)).toHaveLength(1);
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

let firmId: string;
let key: string;

beforeEach(async () => {
  firmId = newFirm();
  key = await server.keyFor(firmId);
});

/** The first lines of a request, up to its length. */
const requestHead = () =>
  `POST /v1/traces HTTP/1.1\r\nhost: test\r\nauthorization: Bearer ${key}\r\ncontent-type: ${JSON_TYPE}\r\n`;

/** As the firm's own sender, unless the headers say otherwise. */
async function post(body: Buffer | string, headers: Record<string, string> = {}, { app } = server.api) {
  const response = await app.inject({
    method: "POST",
    url: "/v1/traces",
    headers: { authorization: `Bearer ${key}`, "content-type": JSON_TYPE, ...headers },
    body,
  });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload, text: response.body };
}

/** The same server, whose writer fails. */
async function failingServer(error: Error) {
  const api = await testApi(servicesWith({ writer: { record: () => Promise.reject(error) } }));
  return { api, headers: await api.signedInAs(OPS) };
}

describe("POST /v1/traces", () => {
  it("takes a request twice and records it once", async () => {
    for (const _attempt of [1, 2]) {
      const answer = await post(encodeJson(TRACES));
      expect([answer.status, answer.text, answer.headers["content-type"]]).toEqual([200, "{}", JSON_TYPE]);
    }
    expect(await ledgerRows(server.connectionString, firmId)).toMatchObject([
      { id: "5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174", tokens: 7 },
    ]);
  });

  it("answers protobuf with protobuf, empty when all was taken, even of an empty request", async () => {
    for (const body of [encodeProtobuf(TRACES), Buffer.alloc(0)]) {
      const answer = await post(body, { "content-type": PROTOBUF_TYPE });
      expect([answer.status, answer.bytes.length, answer.headers["content-type"]]).toEqual([200, 0, PROTOBUF_TYPE]);
    }
  });

  it("tells a conflict as a span that was not recorded", async () => {
    await post(encodeJson(TRACES));
    const [service] = TRACES;
    const other = (service?.spans ?? []).map((span) => ({ ...span, end: 1_795_512_609_000_000_000n }));
    const answer = await post(encodeJson([{ resource: attributes({}), spans: other }]));
    expect(JSON.parse(answer.text)).toEqual({
      partialSuccess: {
        rejectedSpans: "1",
        errorMessage:
          '1 span was not recorded: call "5b8efff798038103d269b633813fc60c-eee19b7ec3c1b174": ' +
          "the ledger has another call of this id, which differs in feature, latencyMs",
      },
    });
  });

  it("asks who sends before it reads, even what holds no call", async () => {
    const none = await post("{}", { authorization: "" });
    expect([none.status, JSON.parse(none.text)]).toEqual([401, { code: 16, message: expect.any(String) }]);
    const reader = await server.keyFor(newFirm(), ["read"]);
    const protobuf = { authorization: `Bearer ${reader}`, "content-type": PROTOBUF_TYPE };
    const answer = await post(Buffer.from([0xff]), protobuf);
    expect([answer.status, answer.headers["content-type"]]).toEqual([403, PROTOBUF_TYPE]);
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0x08, 7, 0x12]);
  });

  it.each([
    [429, 8],
    [502, 14],
    [503, 14],
    [504, 4],
  ])("passes on %i with its Retry-After, in the format of the request", async (statusCode, code) => {
    const error = Object.assign(new Error("later"), { statusCode, retryAfterSeconds: 1.2 });
    const { api, headers } = await failingServer(error);
    await using _api = api;
    const json = await post(encodeJson(TRACES), headers, api);
    expect([json.status, json.headers["retry-after"], JSON.parse(json.text)]).toEqual([
      statusCode,
      "2",
      { code, message: "later" },
    ]);
    const protobuf = await post(encodeProtobuf(TRACES), { ...headers, "content-type": PROTOBUF_TYPE }, api);
    expect([protobuf.status, protobuf.headers["content-type"]]).toEqual([statusCode, PROTOBUF_TYPE]);
    expect([...protobuf.bytes]).toEqual([0x08, code, 0x12, 5, ...Buffer.from("later")]);
  });

  it("says nothing of an error that nobody foresaw", async () => {
    const { api, headers } = await failingServer(new Error("relation ai_usage_log does not exist"));
    await using _api = api;
    const answer = await post(encodeJson(TRACES), headers, api);
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
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ code: 3, message: expect.stringContaining(message) });
  });

  it.each(PROTOBUF_FAULTS)("of protobuf, %s, is refused with what is wrong", async (_what, body) => {
    const answer = await post(body, { "content-type": PROTOBUF_TYPE });
    expect(answer.status).toBe(400);
    expect([...answer.bytes.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
    expect(answer.text).toMatch(/The body is not an ExportTraceServiceRequest in protobuf: .+ \(byte \d+\)$/);
  });

  it("changes nothing of the program by its __proto__", async () => {
    const span = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const body = `{"__proto__":{"polluted":1},"resourceSpans":[{"__proto__":{"polluted":1},"scopeSpans":[{"spans":[${span}]}]}]}`;
    expect((await post(body)).status).toBe(200);
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
    const answer = await post(body, { "content-encoding": "gzip" });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { code: 3, message }]);
  });

  it.each(["br", "gzip, gzip", "deflate"])("in the encoding %s is refused", async (encoding) => {
    const answer = await post("{}", { "content-encoding": encoding });
    expect([answer.status, JSON.parse(answer.text).message]).toEqual([
      415,
      `content-encoding: "${encoding}" is not read here; send the body with gzip or as it is`,
    ]);
  });

  it("of another type is refused, and so is none", async () => {
    expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
    const none = await server.api.app.inject({
      method: "POST",
      url: "/v1/traces",
      headers: { authorization: `Bearer ${key}` },
    });
    expect([none.statusCode, none.json().message]).toEqual([
      415,
      "content-type must be application/json or application/x-protobuf",
    ]);
  });
});

describe("a body that is too large", () => {
  const message = (is: string) => `The body ${is} more than ${MAX_BODY_BYTES} bytes; send it in smaller parts`;

  it("is refused while it is unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(16 * MAX_BODY_BYTES));
    const answer = await post(bomb, { "content-encoding": "gzip" });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, { code: 3, message: message("unpacks to") }]);
  });

  it("is read to its end, so that its sender reads why it was refused", async () => {
    const response = await fetch(`${server.origin}/v1/traces`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": JSON_TYPE },
      body: Buffer.alloc(3 * MAX_BODY_BYTES, " "),
    });
    expect([response.status, await response.json()]).toEqual([413, { code: 3, message: message("is") }]);
  });

  it("is not waited for when it says that it is huge", async () => {
    const { hostname, port } = new URL(server.origin);
    const socket = connect(Number(port), hostname);
    socket.write(`${requestHead()}content-length: 1000000000\r\n\r\n{`);
    const [chunk] = await new Promise<Buffer[]>((resolve) => socket.once("data", (data) => resolve([data])));
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it("of many tiny spans is refused", async () => {
    const spans = Buffer.alloc(100_002);
    for (let at = 0; at < spans.length; at += 2) spans[at] = 0x12;
    const varint = [0x80 | (spans.length & 0x7f), 0x80 | ((spans.length >> 7) & 0x7f), spans.length >> 14];
    const scope = Buffer.concat([Buffer.from([0x12, ...varint]), spans]);
    const outer = [0x80 | (scope.length & 0x7f), 0x80 | ((scope.length >> 7) & 0x7f), scope.length >> 14];
    const body = Buffer.concat([Buffer.from([0x0a, ...outer]), scope]);
    const answer = await post(body, { "content-type": PROTOBUF_TYPE });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("The body holds more than 50000 spans; set the exporter to smaller batches");
  });
});

it("a sender that leaves in the middle of its body is no fault of the server", async () => {
  const { hostname, port } = new URL(server.origin);
  const before = server.api.logged.length;
  const socket = connect(Number(port), hostname);
  const answered = new Promise<void>((resolve) => {
    server.api.app.server.once("request", (_request, reply: ServerResponse) => reply.once("close", () => resolve()));
  });
  const begun = new Promise<void>((resolve) => server.api.app.server.once("request", () => resolve()));
  socket.write(`${requestHead()}content-length: 100\r\n\r\n{`);
  await begun;
  socket.destroy();
  await answered;
  expect((await post("{}")).status).toBe(200);
  expect(server.api.logged.slice(before).filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

describe("whatever is sent", () => {
  const types = fc.constantFrom(JSON_TYPE, PROTOBUF_TYPE);
  const encodings = fc.constantFrom("identity", "gzip");

  async function expectAnswer(body: Buffer, type: string, encoding: string) {
    const answer = await post(body, { "content-type": type, "content-encoding": encoding });
    expect([200, 400, 413]).toContain(answer.status);
    expect(answer.headers["content-type"]).toBe(type);
    return answer.status;
  }

  it("random bytes are taken or refused, and never fail the server", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        types,
        encodings,
        fc.boolean(),
        async (bytes, type, encoding, packed) => {
          await expectAnswer(packed ? gzipSync(bytes) : Buffer.from(bytes), type, encoding);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a request that is cut off is never taken for JSON, for gzip or for what it was", async () => {
    const json = encodeJson(TRACES);
    const protobuf = encodeProtobuf(TRACES);
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (part) => {
        const cut = (whole: Buffer) => whole.subarray(0, Math.floor(whole.length * part));
        expect(await expectAnswer(cut(json), JSON_TYPE, "identity")).toBe(400);
        expect(await expectAnswer(cut(gzipSync(json)), JSON_TYPE, "gzip")).toBe(400);
        expect(await expectAnswer(cut(gzipSync(protobuf)), PROTOBUF_TYPE, "gzip")).toBe(400);
        const half = cut(protobuf);
        expect(await expectAnswer(half, PROTOBUF_TYPE, "identity")).toBe(half.length === 0 ? 200 : 400);
      }),
    );
    expect(await ledgerRows(server.connectionString, firmId)).toEqual([]);
  });

  it("a request with damaged bytes is taken or refused", async () => {
    const wholes = [encodeJson(TRACES), encodeProtobuf(TRACES)] as const;
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), fc.boolean(), async (at, byte, isJson) => {
        const damaged = Buffer.from(wholes[isJson ? 0 : 1]);
        damaged[at % damaged.length] = byte;
        await expectAnswer(damaged, isJson ? JSON_TYPE : PROTOBUF_TYPE, "identity");
      }),
      { numRuns: 500 },
    );
  });

  it("JSON of any shape is taken or refused", async () => {
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
        await expectAnswer(Buffer.from(JSON.stringify(value)), JSON_TYPE, "identity");
      }),
      { numRuns: 500 },
    );
  });
});
