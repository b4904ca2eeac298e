import { startTestApi, type TestApi } from "api/testing";
import fc from "fast-check";
import { Database, saveRates } from "usage-db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fromAnthropic } from "../src/providers/from-anthropic.ts";
import { fromError } from "../src/providers/from-error.ts";
import { fromGoogle } from "../src/providers/from-google.ts";
import { fromOpenAI } from "../src/providers/from-openai.ts";
import type { RecordableCall } from "../src/recordable-call.ts";
import { UsageRecorder } from "../src/usage-recorder.ts";
import { logbook } from "./support/logbook.ts";
import { ANTHROPIC_MESSAGE, GOOGLE_RESPONSE, OPENAI_CHAT } from "./support/provider-responses.ts";
import { type RealLedger, startRealLedger } from "./support/real-ledger.ts";
import { rowsById } from "./support/rows-by-id.ts";

/** The last rate before every call, so that a dollar is 0.80 EUR. */
const RATE = { currency: "USD", date: "2000-01-03", rate: "1.25" };
const CREATED_AT = new Date(Date.now() - 60_000).toISOString();
const CONTEXT = { feature: "assistant_chat", userId: "ana", latencyMs: 812, createdAt: CREATED_AT };

let ledger: RealLedger;
let api: TestApi;

beforeAll(async () => {
  ledger = await startRealLedger();
  const { connectionString } = ledger;
  const database = new Database({ connectionString });
  await saveRates(database, [RATE]);
  await database.close();
  api = await startTestApi(ledger.variables);
});
afterAll(async () => {
  await api.stop();
  await ledger[Symbol.asyncDispose]();
});

/** Sends the calls as a service does, and gives what became of them. */
async function send(calls: readonly (RecordableCall | null)[]) {
  const logger = logbook();
  const recorder = new UsageRecorder({ url: api.url, apiKey: ledger.apiKey, logger });
  for (const call of calls) if (call !== null) recorder.record(call);
  await recorder.close({ timeoutMs: 20_000 });
  expect(logger.lines).toEqual([]);
  const { recorded, duplicates } = recorder.stats();
  return { recorded, duplicates };
}

const OPENAI_RESPONSE = {
  id: "resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b",
  object: "response",
  status: "completed",
  error: null,
  model: "gpt-5-2025-08-07",
  service_tier: "default",
  usage: {
    input_tokens: 9_000,
    input_tokens_details: { cached_tokens: 4_096, cache_write_tokens: 2_048 },
    output_tokens: 1_035,
    output_tokens_details: { reasoning_tokens: 832 },
    total_tokens: 10_035,
  },
};

/** The last event of a stream of the Responses API, at another price class. */
const OPENAI_EVENT = {
  type: "response.completed",
  sequence_number: 42,
  response: { ...OPENAI_RESPONSE, id: "resp_flex", service_tier: "flex" },
};

const CHUNK = {
  id: "chatcmpl-Streamed",
  object: "chat.completion.chunk",
  created: 1_763_973_000,
  model: "gpt-4o-mini-2024-07-18",
};
const OPENAI_CHUNKS = [
  { ...CHUNK, choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }], usage: null },
  { ...CHUNK, choices: [{ index: 0, delta: { content: "Bună!" }, finish_reason: null }], usage: null },
  { ...CHUNK, choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage: null },
  {
    ...CHUNK,
    choices: [],
    usage: {
      prompt_tokens: 19,
      completion_tokens: 10,
      total_tokens: 29,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
  },
];

const OPENAI_EMBEDDINGS = {
  object: "list",
  data: [{ object: "embedding", index: 0, embedding: [0.0023, -0.0093] }],
  model: "text-embedding-3-small",
  usage: { prompt_tokens: 8, total_tokens: 8 },
};

function row(change: Record<string, unknown>) {
  return {
    user_id: "ana",
    feature: "assistant_chat",
    provider: "openai",
    service_tier: null,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    reasoning_tokens: 0,
    cost_source: "computed",
    currency: "USD",
    fx_rate: "1.25",
    fx_date: "2000-01-03",
    unpriced_reason: null,
    success: true,
    error_code: null,
    latency_ms: 812,
    source: "api",
    // The ledger keeps microseconds.
    created_at: CREATED_AT.replace("Z", "000Z"),
    ...change,
  };
}

it("a provider's answers end as their rows, each once and priced, though they are sent twice", async () => {
  const failure = Object.assign(new Error("Overloaded"), { status: 529, type: "overloaded_error" });
  const calls = [
    fromOpenAI(OPENAI_CHAT, CONTEXT),
    fromOpenAI(OPENAI_RESPONSE, CONTEXT),
    fromOpenAI(OPENAI_EVENT.response, CONTEXT),
    ...OPENAI_CHUNKS.map((chunk) => fromOpenAI(chunk, CONTEXT)),
    fromOpenAI(OPENAI_EMBEDDINGS, { ...CONTEXT, id: "embedding-1" }),
    fromAnthropic(ANTHROPIC_MESSAGE, CONTEXT),
    fromGoogle(GOOGLE_RESPONSE, CONTEXT),
    fromError(failure, { ...CONTEXT, id: "failed-1", provider: "anthropic", model: "claude-sonnet-4-5" }),
  ];
  expect(await send(calls)).toEqual({ recorded: 8, duplicates: 0 });
  expect(await send(calls)).toEqual({ recorded: 0, duplicates: 8 });

  expect(
    await rowsById(
      ledger,
      calls.flatMap((call) => call?.id ?? []),
    ),
  ).toEqual({
    [OPENAI_CHAT.id]: row({
      model: "gpt-4o-2024-08-06",
      input_tokens: 2_006,
      cache_read_tokens: 1_920,
      output_tokens: 300,
      reasoning_tokens: 128,
      tokens: 2_306,
      // In 2.50, cached 1.25, out 10 USD per million: 86 x 2.50 + 1,920 x 1.25 + 300 x 10 = 5,615
      cost_original: "0.005615",
      cost_eur: "0.004492",
      price: "genai-prices openai/gpt-4o",
    }),
    [OPENAI_RESPONSE.id]: row({
      model: "gpt-5-2025-08-07",
      input_tokens: 9_000,
      cache_read_tokens: 4_096,
      cache_write_tokens: 2_048,
      output_tokens: 1_035,
      reasoning_tokens: 832,
      tokens: 10_035,
      // In and written 1.25, cached 0.125, out 10: 4,904 x 1.25 + 4,096 x 0.125 + 1,035 x 10 = 16,992
      cost_original: "0.016992",
      cost_eur: "0.0135936",
      price: "genai-prices openai/gpt-5",
    }),
    resp_flex: row({
      model: "gpt-5-2025-08-07",
      service_tier: "flex",
      input_tokens: 9_000,
      cache_read_tokens: 4_096,
      cache_write_tokens: 2_048,
      output_tokens: 1_035,
      reasoning_tokens: 832,
      tokens: 10_035,
      cost_original: null,
      cost_eur: null,
      cost_source: "none",
      currency: null,
      fx_rate: null,
      fx_date: null,
      price: null,
      unpriced_reason: "no_price_for_tier",
    }),
    [CHUNK.id]: row({
      model: "gpt-4o-mini-2024-07-18",
      input_tokens: 19,
      output_tokens: 10,
      tokens: 29,
      // In 0.15, out 0.60: 19 x 0.15 + 10 x 0.60 = 8.85
      cost_original: "0.00000885",
      cost_eur: "0.00000708",
      price: "genai-prices openai/gpt-4o-mini",
    }),
    "embedding-1": row({
      model: "text-embedding-3-small",
      input_tokens: 8,
      output_tokens: 0,
      tokens: 8,
      // In 0.02: 8 x 0.02 = 0.16
      cost_original: "0.00000016",
      cost_eur: "0.000000128",
      price: "genai-prices openai/text-embedding-3-small",
    }),
    [ANTHROPIC_MESSAGE.id]: row({
      provider: "anthropic",
      model: "claude-sonnet-4-5-20250929",
      input_tokens: 11_311,
      cache_read_tokens: 8_192,
      cache_write_tokens: 1_024,
      output_tokens: 503,
      reasoning_tokens: 320,
      tokens: 11_814,
      // In 3, read 0.30, write 3.75, out 15: 2,095 x 3 + 8,192 x 0.30 + 1,024 x 3.75 + 503 x 15 = 20,127.60
      cost_original: "0.0201276",
      cost_eur: "0.01610208",
      price: "genai-prices anthropic/claude-sonnet-4-5",
    }),
    [GOOGLE_RESPONSE.responseId]: row({
      provider: "gcp.gemini",
      model: "gemini-2.5-pro",
      input_tokens: 4_360,
      cache_read_tokens: 4_096,
      output_tokens: 1_340,
      reasoning_tokens: 1_100,
      tokens: 5_700,
      // In 1.25, cached 0.125, out 10: 264 x 1.25 + 4,096 x 0.125 + 1,340 x 10 = 14,242
      cost_original: "0.014242",
      cost_eur: "0.0113936",
      price: "genai-prices google/gemini-2.5-pro",
    }),
    "failed-1": row({
      provider: "anthropic",
      model: "claude-sonnet-4-5",
      input_tokens: 0,
      output_tokens: 0,
      tokens: 0,
      // What was refused costs nothing, and that is known.
      cost_original: "0",
      cost_eur: "0",
      price: "genai-prices anthropic/claude-sonnet-4-5",
      success: false,
      error_code: "overloaded_error",
    }),
  });
});

/** What a call used, in parts that do not overlap. */
interface Parts {
  readonly plain: number;
  readonly read: number;
  /** To the cache; for Google, which does not tell that, what tools gave back. */
  readonly written: number;
  readonly said: number;
  readonly thought: number;
}

interface Shape {
  /** Of a million tokens, in thousandths of a dollar. */
  readonly prices: Readonly<Record<"plain" | "read" | "written" | "out", number>>;
  readonly callOf: (id: string, parts: Parts) => RecordableCall | null;
}

/** How each provider tells of the same parts. */
const SHAPES: Readonly<Record<string, Shape>> = {
  "OpenAI's chat completions": {
    prices: { plain: 2_500, read: 1_250, written: 2_500, out: 10_000 },
    callOf: (id, { plain, read, written, said, thought }) => {
      const usage = {
        prompt_tokens: plain + read + written,
        completion_tokens: said + thought,
        prompt_tokens_details: { cached_tokens: read, cache_write_tokens: written },
        completion_tokens_details: { reasoning_tokens: thought },
      };
      return fromOpenAI({ ...OPENAI_CHAT, id, usage }, CONTEXT);
    },
  },
  "OpenAI's responses": {
    prices: { plain: 1_250, read: 125, written: 1_250, out: 10_000 },
    callOf: (id, { plain, read, written, said, thought }) => {
      const usage = {
        input_tokens: plain + read + written,
        output_tokens: said + thought,
        input_tokens_details: { cached_tokens: read, cache_write_tokens: written },
        output_tokens_details: { reasoning_tokens: thought },
      };
      return fromOpenAI({ ...OPENAI_RESPONSE, id, usage }, CONTEXT);
    },
  },
  "Anthropic's messages": {
    prices: { plain: 3_000, read: 300, written: 3_750, out: 15_000 },
    callOf: (id, { plain, read, written, said, thought }) => {
      const usage = {
        input_tokens: plain,
        cache_read_input_tokens: read,
        cache_creation_input_tokens: written,
        output_tokens: said + thought,
        output_tokens_details: { thinking_tokens: thought },
      };
      return fromAnthropic({ ...ANTHROPIC_MESSAGE, id, usage }, CONTEXT);
    },
  },
  "Google's generateContent": {
    prices: { plain: 1_250, read: 125, written: 1_250, out: 10_000 },
    callOf: (id, { plain, read, written, said, thought }) => {
      const usageMetadata = {
        promptTokenCount: plain + read,
        cachedContentTokenCount: read,
        toolUsePromptTokenCount: written,
        candidatesTokenCount: said,
        thoughtsTokenCount: thought,
      };
      return fromGoogle({ ...GOOGLE_RESPONSE, responseId: id, usageMetadata }, CONTEXT);
    },
  },
};

let sent = 0;

it.each(Object.entries(SHAPES))("%s: cached tokens count once, whatever part they are", async (_name, shape) => {
  // Together below the 200,000 from which some models cost more.
  const tokens = fc.nat(60_000);
  const anyParts = fc.record({ plain: tokens, read: tokens, written: tokens, said: tokens, thought: tokens });
  await fc.assert(
    fc.asyncProperty(fc.array(anyParts, { minLength: 1, maxLength: 100 }), async (all) => {
      const expected: Record<string, unknown> = {};
      const calls = all.map((parts) => {
        const { plain, read, written, said, thought } = parts;
        const { prices } = shape;
        const id = `split-${++sent}`;
        const nanoDollars =
          plain * prices.plain + read * prices.read + written * prices.written + (said + thought) * prices.out;
        expected[id] = {
          input_tokens: plain + read + written,
          output_tokens: said + thought,
          tokens: plain + read + written + said + thought,
          cache_read_tokens: read,
          reasoning_tokens: thought,
          cost_eur: inEur(nanoDollars),
        };
        return shape.callOf(id, parts);
      });
      expect(await send(calls)).toEqual({ recorded: calls.length, duplicates: 0 });
      expect(await rowsById(ledger, Object.keys(expected))).toMatchObject(expected);
    }),
    { numRuns: 8 },
  );
});

/** Billionths of a dollar in EUR, exactly: 0.8 of them. */
function inEur(nanoDollars: number): string {
  const digits = String(nanoDollars * 8).padStart(11, "0");
  return `${digits.slice(0, -10)}.${digits.slice(-10)}`.replace(/\.?0+$/, "");
}
