import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { saveRates } from "usage-db";
import { ledgerRows } from "usage-db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LITELLM_PAYLOAD } from "./support/litellm-payload.ts";
import { startUsageServer, type UsageServer } from "./support/usage-server.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const TODAY = { range: { startDate: "2026-11-24", endDate: "2026-11-24" } };

let server: UsageServer;
let firms = 0;
let firmId: string;
let key: string;

beforeAll(async () => {
  server = await startUsageServer(NOW);
  await saveRates(server.database, [{ currency: "USD", date: "2026-11-23", rate: "1.1587" }]);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  firmId = `firm-${++firms}`;
  key = await server.keyFor(firmId);
});

/** With the cost that LiteLLM computed, and a team that is not the key's firm. */
const OPENAI = {
  ...LITELLM_PAYLOAD,
  metadata: { ...LITELLM_PAYLOAD.metadata, user_api_key_team_id: "somebody else's" },
  response_cost: 0.00482,
};

/** Its cached tokens are in prompt_tokens, their counts under both names; LiteLLM has no price for it. */
const ANTHROPIC = {
  ...OPENAI,
  id: "msg_01XFDUDYJgAACzvnptvVoYEL",
  custom_llm_provider: "anthropic",
  model: "claude-sonnet-4-5",
  prompt_tokens: 2_600,
  completion_tokens: 40,
  total_tokens: 2_640,
  response_cost: 0.0,
  metadata: {
    ...OPENAI.metadata,
    usage_object: {
      prompt_tokens: 2_600,
      completion_tokens: 40,
      total_tokens: 2_640,
      cache_read_input_tokens: 2_000,
      cache_creation_input_tokens: 500,
      prompt_tokens_details: { cached_tokens: 2_000, cache_creation_tokens: 500 },
    },
  },
};

const GEMINI = {
  ...OPENAI,
  id: "mSAkabLiLsO8kdUP3L6gkQ8",
  custom_llm_provider: "gemini",
  model: "gemini/gemini-2.5-pro",
  prompt_tokens: 4_210,
  completion_tokens: 1_340,
  total_tokens: 5_550,
  response_cost: null,
  end_user: "ion",
  request_tags: [],
  metadata: {
    ...OPENAI.metadata,
    usage_object: {
      prompt_tokens: 4_210,
      completion_tokens: 1_340,
      total_tokens: 5_550,
      prompt_tokens_details: { cached_tokens: 4_096, text_tokens: 114 },
      completion_tokens_details: { reasoning_tokens: 1_100, text_tokens: 240 },
    },
  },
};

/** LiteLLM's cost is 2 % below ours. */
const DISCOUNTED = { ...OPENAI, id: "chatcmpl-discounted", response_cost: 0.0047236 };

const FROM_CACHE = { ...OPENAI, id: "chatcmpl-cached", cache_hit: true, response_cost: 0.0 };

const FAILED = {
  ...OPENAI,
  id: "f0a3c1d2",
  status: "failure",
  response_cost: 0.0,
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  metadata: { ...OPENAI.metadata, usage_object: null },
  error_str: "litellm.RateLimitError: RateLimitError: OpenAIException",
  error_information: { error_code: "429", error_class: "RateLimitError", llm_provider: "openai" },
};

/** What LiteLLM tells as a cost of 0 is a call that it has no price for. */
const NO_PRICE = { ...OPENAI, id: "chatcmpl-house", model: "house-model-1", response_cost: 0.0 };

/** More from the cache than there was. */
const MISMATCHED = { ...OPENAI, id: "chatcmpl-mismatch", prompt_tokens: 1_000, total_tokens: 1_310 };

const BATCH = [OPENAI, ANTHROPIC, GEMINI, DISCOUNTED, FROM_CACHE, FAILED, NO_PRICE, MISMATCHED];

function row(change: { readonly id: string } & Record<string, unknown>) {
  return {
    user_id: "ana",
    feature: "assistant_chat",
    provider: "openai",
    model: "gpt-4o",
    service_tier: null,
    input_tokens: 1_200,
    cache_read_tokens: 1_024,
    cache_write_tokens: 0,
    output_tokens: 310,
    reasoning_tokens: 64,
    tokens: 1_510,
    cost_source: "reported",
    currency: "USD",
    fx_rate: "1.1587",
    fx_date: "2026-11-23",
    price: null,
    unpriced_reason: null,
    success: true,
    error_code: null,
    latency_ms: 1_864,
    source: "litellm",
    created_at: "2026-11-24T09:30:00.123000Z",
    ...change,
  };
}

const UNPRICED = {
  cost_eur: null,
  cost_source: "none",
  cost_original: null,
  currency: null,
  fx_rate: null,
  fx_date: null,
};

const ROWS = [
  row({ id: OPENAI.id, cost_original: "0.00482", cost_eur: "0.004159834297" }),
  row({
    id: ANTHROPIC.id,
    provider: "anthropic",
    model: "claude-sonnet-4-5",
    input_tokens: 2_600,
    cache_read_tokens: 2_000,
    cache_write_tokens: 500,
    output_tokens: 40,
    reasoning_tokens: 0,
    tokens: 2_640,
    // In 3, read 0.30, write 3.75, out 15: 100 x 3 + 2,000 x 0.30 + 500 x 3.75 + 40 x 15 = 3,375
    cost_source: "computed",
    cost_original: "0.003375",
    cost_eur: "0.002912747044",
    price: "genai-prices anthropic/claude-sonnet-4-5",
  }),
  row({
    id: GEMINI.id,
    user_id: "ion",
    feature: "support-bot",
    provider: "gcp.gemini",
    model: "gemini-2.5-pro",
    input_tokens: 4_210,
    cache_read_tokens: 4_096,
    output_tokens: 1_340,
    reasoning_tokens: 1_100,
    tokens: 5_550,
    // In 1.25, cached 0.125, out 10: 114 x 1.25 + 4,096 x 0.125 + 1,340 x 10 = 14,054.50
    cost_source: "computed",
    cost_original: "0.0140545",
    cost_eur: "0.012129541728",
    price: "genai-prices google/gemini-2.5-pro",
  }),
  row({ id: DISCOUNTED.id, cost_original: "0.0047236", cost_eur: "0.004076637611" }),
  row({ id: FROM_CACHE.id, cost_original: "0", cost_eur: "0" }),
  row({
    id: FAILED.id,
    input_tokens: 0,
    cache_read_tokens: 0,
    output_tokens: 0,
    reasoning_tokens: 0,
    tokens: 0,
    cost_original: "0",
    cost_eur: "0",
    success: false,
    error_code: "429",
  }),
  row({ id: NO_PRICE.id, model: "house-model-1", ...UNPRICED, unpriced_reason: "unknown_model" }),
  row({
    id: MISMATCHED.id,
    input_tokens: 1_000,
    cache_read_tokens: 0,
    tokens: 1_310,
    ...UNPRICED,
    unpriced_reason: "token_mismatch",
  }),
].sort((a, b) => (a.id < b.id ? -1 : 1));

function send(body: string | Buffer, headers: Record<string, string> = {}) {
  return fetch(`${server.origin}/v1/litellm`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    body,
  });
}

describe("POST /v1/litellm", () => {
  it.each([
    ["a list", JSON.stringify(BATCH), {}],
    ["a list with gzip", gzipSync(JSON.stringify(BATCH)), { "content-encoding": "gzip" }],
    ["lines", BATCH.map((payload) => JSON.stringify(payload)).join("\n"), {}],
  ])("fills the ledger from %s, each call once and priced, though it comes twice", async (_form, body, headers) => {
    for (const status of ["recorded", "duplicate"]) {
      const answer = await send(body, headers);
      expect([answer.status, await answer.json()]).toEqual([
        200,
        { results: BATCH.map(({ id }) => ({ status, id })), unmapped: [] },
      ]);
      expect(await ledgerRows(server.connectionString, firmId)).toEqual(ROWS);
    }

    expect(await server.answer("usage.overview", firmId, TODAY)).toMatchObject({
      data: { totalCost: 0.02327876068, totalTokens: 15_540, totalCalls: 8, successRate: 7 / 8 },
      unpricedCalls: 2,
    });
    expect(await server.answer("usage.dataQuality", firmId, TODAY)).toMatchObject({
      data: {
        unpricedCalls: 2,
        mismatches: 1,
        conflicts: 0,
        // DISCOUNTED, and what came from LiteLLM's own cache.
        differingCosts: { calls: 2, reported: 0.004076637611, computed: 0.008319668594 },
      },
    });
  });

  it("tells of the records that are no calls", async () => {
    const answer = await send(JSON.stringify([OPENAI, { nonsense: true }]));
    expect(await answer.json()).toMatchObject({
      results: [{ status: "recorded", id: OPENAI.id }],
      unmapped: [{ index: 1, reason: expect.stringContaining("prompt_tokens: is missing") }],
    });
  });

  it.each(["", "{", "[1]", '[{"id": 1}]'])("refuses %j by a 400 that says why", async (body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/./) } });
  });

  it("counts cached tokens once, whatever part of the input they are", async () => {
    const split = fc.record({
      plain: fc.nat(20_000),
      read: fc.nat(20_000),
      written: fc.nat(20_000),
      output: fc.nat(5_000),
      isToldTwice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(split, { minLength: 1, maxLength: 50 }), async (splits) => {
        firmId = `firm-${++firms}`;
        key = await server.keyFor(firmId);
        const payloads = splits.map(({ plain, read, written, output, isToldTwice }, index) => ({
          ...ANTHROPIC,
          id: String(index),
          prompt_tokens: plain + read + written,
          completion_tokens: output,
          total_tokens: plain + read + written + output,
          metadata: {
            ...ANTHROPIC.metadata,
            usage_object: {
              cache_read_input_tokens: read,
              cache_creation_input_tokens: written,
              ...(isToldTwice
                ? { prompt_tokens_details: { cached_tokens: read, cache_creation_tokens: written } }
                : { prompt_tokens_details: { cached_tokens: 0 } }),
            },
          },
        }));
        await send(JSON.stringify(payloads));
        const rows = await ledgerRows(server.connectionString, firmId);
        expect(Object.fromEntries(rows.map((row) => [row["id"], [row["tokens"], row["cost_eur"]]]))).toEqual(
          Object.fromEntries(
            splits.map(({ plain, read, written, output }, index) => [
              String(index),
              // 3, 0.30, 3.75 and 15 USD per million, in hundredths of a millionth.
              [plain + read + written + output, eur(plain * 300 + read * 30 + written * 375 + output * 1_500)],
            ]),
          ),
        );
      }),
      { numRuns: 20 },
    );
  });
});

/** Hundred-millionths of a dollar in EUR at 1.1587, by whole numbers: half even to 12 decimals. */
function eur(hundredMillionths: number): string {
  const [dividend, divisor] = [BigInt(hundredMillionths) * 10_000n * 10_000n, 11_587n];
  const [quotient, rest] = [dividend / divisor, dividend % divisor];
  const isUp = rest * 2n > divisor || (rest * 2n === divisor && quotient % 2n === 1n);
  const digits = String(quotient + (isUp ? 1n : 0n)).padStart(13, "0");
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, "");
}
