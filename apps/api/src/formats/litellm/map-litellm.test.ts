import fc from "fast-check";
import { checkUsageLog } from "usage-core";
import { describe, expect, it } from "vitest";
import { LITELLM_PAYLOAD } from "../../../test/support/litellm-payload.ts";
import { mapLitellm } from "./map-litellm.ts";

/** As LiteLLM tells it of Anthropic: cached tokens are in prompt_tokens, and their count stands under both names. */
const ANTHROPIC = {
  ...LITELLM_PAYLOAD,
  id: "chatcmpl-anthropic",
  custom_llm_provider: "anthropic",
  model: "claude-sonnet-4-5",
  prompt_tokens: 100 + 2000 + 500,
  completion_tokens: 40,
  metadata: {
    ...LITELLM_PAYLOAD.metadata,
    usage_object: {
      prompt_tokens: 2600,
      completion_tokens: 40,
      cache_read_input_tokens: 2000,
      cache_creation_input_tokens: 500,
      prompt_tokens_details: { cached_tokens: 2000, cache_creation_tokens: 500 },
    },
  },
};

const FAILURE = {
  ...LITELLM_PAYLOAD,
  id: "f0a3c1d2-0d5b-4ab5-8a53-2a1a1d6f7c11",
  status: "failure",
  response_cost: 0.0,
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  metadata: { ...LITELLM_PAYLOAD.metadata, usage_object: null },
  error_str: "litellm.RateLimitError: RateLimitError: OpenAIException",
  error_information: { error_code: "429", error_class: "RateLimitError", llm_provider: "openai" },
};

function only(record: object) {
  const { calls, unmapped } = mapLitellm([record]);
  expect(unmapped).toEqual([]);
  const [mapped] = calls;
  if (mapped === undefined) throw new Error("one call was expected");
  return mapped;
}

const callOf = (change: object) => only({ ...LITELLM_PAYLOAD, ...change }).call;
const withMetadata = (change: object) => callOf({ metadata: { ...LITELLM_PAYLOAD.metadata, ...change } });

describe("mapLitellm", () => {
  it("makes a call of a payload", () => {
    expect(only(LITELLM_PAYLOAD)).toEqual({
      firmId: "acme",
      call: {
        id: "chatcmpl-2299b6a2-82a3-465a-b47c-04e685a2227f",
        userId: "ana",
        feature: "assistant_chat",
        provider: "openai",
        model: "gpt-4o",
        serviceTier: null,
        inputTokens: 1200,
        cacheReadTokens: 1024,
        cacheWriteTokens: 0,
        outputTokens: 310,
        reasoningTokens: 64,
        costEur: null,
        costOriginal: "0.000225",
        currency: "USD",
        success: true,
        errorCode: null,
        latencyMs: 1864,
        createdAt: "2026-11-24T09:30:00.123Z",
      },
      mismatch: null,
    });
  });

  it("counts Anthropic's cached tokens once, as parts of the prompt", () => {
    expect(only(ANTHROPIC)).toMatchObject({
      call: { provider: "anthropic", inputTokens: 2600, cacheReadTokens: 2000, cacheWriteTokens: 500 },
      mismatch: null,
    });
  });

  it("tells a failure with its code", () => {
    expect(only(FAILURE).call).toMatchObject({ success: false, errorCode: "429", costOriginal: "0", currency: "USD" });
    const byClass = { error_code: "", error_class: "Timeout" };
    expect(callOf({ status: "failure", error_information: byClass }).errorCode).toBe("Timeout");
  });

  it.each([
    ["its price", { response_cost: 0.0123 }, "0.0123"],
    ["a price with an exponent", { response_cost: 1.5e-7 }, "0.00000015"],
    ["0, which is what LiteLLM says without a price", { response_cost: 0 }, null],
    [
      "0 of a success without tokens, such as an image",
      { response_cost: 0, prompt_tokens: 0, completion_tokens: 0 },
      null,
    ],
    ["0 of LiteLLM's own cache", { response_cost: 0, cache_hit: true }, "0"],
    ["nothing", { response_cost: null }, null],
    ["less than nothing", { response_cost: -1 }, null],
    ["what is no number", { response_cost: "n/a" }, null],
  ])("takes %s for the cost", (_, change, costOriginal) => {
    const whole = { metadata: { ...LITELLM_PAYLOAD.metadata, usage_object: null } };
    expect(callOf({ ...whole, ...change })).toMatchObject({
      costOriginal,
      currency: costOriginal === null ? null : "USD",
      costEur: null,
    });
  });

  it("takes the firm from the caller's metadata before the key's team", () => {
    const firmOf = (change: object) =>
      only({ ...LITELLM_PAYLOAD, metadata: { ...LITELLM_PAYLOAD.metadata, ...change } }).firmId;
    expect(firmOf({ requester_metadata: { firm_id: "globex" }, spend_logs_metadata: { firm_id: "x" } })).toBe("globex");
    expect(firmOf({ spend_logs_metadata: { firm_id: "globex" } })).toBe("globex");
    expect(firmOf({ user_api_key_team_id: null })).toBeNull();
  });

  it("takes the feature from the caller, a tag, the key or the kind of call, in this order", () => {
    expect(withMetadata({ requester_metadata: { feature: "search" } }).feature).toBe("search");
    expect(withMetadata({ spend_logs_metadata: { feature: "search" } }).feature).toBe("search");
    expect(callOf({ request_tags: [] }).feature).toBe("support-bot");
    expect(callOf({ request_tags: null, metadata: null }).feature).toBe("acompletion");
  });

  it("takes the end user, else the key's owner, and nobody for LiteLLM's administrator", () => {
    expect(callOf({ end_user: "eva" }).userId).toBe("eva");
    expect(withMetadata({ user_api_key_end_user_id: null }).userId).toBeNull();
    expect(withMetadata({ user_api_key_end_user_id: null, user_api_key_user_id: "owner" }).userId).toBe("owner");
    expect(callOf({ end_user: "batch" }).userId).toBeNull();
  });

  it("names a provider as OpenTelemetry does, and the model without it", () => {
    expect(callOf({ custom_llm_provider: "bedrock", model: "bedrock/us.anthropic.claude-sonnet-4-5" })).toMatchObject({
      provider: "aws.bedrock",
      model: "us.anthropic.claude-sonnet-4-5",
    });
    expect(callOf({ custom_llm_provider: null, model: "" })).toMatchObject({ provider: null, model: "gpt-4o" });
  });

  it("tells the price class when it is not the usual one", () => {
    expect(callOf({ response: { service_tier: "flex" } }).serviceTier).toBe("flex");
    expect(callOf({ response: null, model_parameters: { service_tier: "auto" } }).serviceTier).toBeNull();
  });

  it("reports parts that exceed their whole, counts none of them and leaves the call unpriced", () => {
    const usage_object = {
      cache_read_input_tokens: 900,
      cache_creation_input_tokens: 301,
      completion_tokens_details: { reasoning_tokens: 311 },
    };
    expect(only({ ...LITELLM_PAYLOAD, metadata: { ...LITELLM_PAYLOAD.metadata, usage_object } })).toMatchObject({
      call: { inputTokens: 1200, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0, costOriginal: null },
      mismatch: {
        inputTokens: 1200,
        cacheReadTokens: 900,
        cacheWriteTokens: 301,
        outputTokens: 310,
        reasoningTokens: 311,
      },
    });
  });

  it("takes a row of LiteLLM_SpendLogs as the same call as its payload", () => {
    const row = {
      request_id: LITELLM_PAYLOAD.id,
      call_type: "acompletion",
      api_key: "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
      spend: 0.00022500000000000002,
      total_tokens: 1510,
      prompt_tokens: 1200,
      completion_tokens: 310,
      startTime: "2026-11-24 09:30:00.123",
      endTime: "2026-11-24T09:30:01.987000+00:00",
      model: "gpt-4o",
      model_group: "gpt-4o",
      custom_llm_provider: "openai",
      user: "default_user_id",
      metadata: JSON.stringify({ ...LITELLM_PAYLOAD.metadata, status: "success", additional_usage_values: {} }),
      cache_hit: "None",
      request_tags: JSON.stringify(LITELLM_PAYLOAD.request_tags),
      team_id: "acme",
      end_user: "ana",
      status: "success",
    };
    expect(only(row)).toEqual(only(LITELLM_PAYLOAD));
    expect(only({ ...row, cache_hit: "True", spend: 0 }).call.costOriginal).toBe("0");
    const failed = { status: "failure", error_information: { error_class: "AuthenticationError" } };
    expect(only({ ...row, status: null, metadata: failed }).call).toMatchObject({
      success: false,
      errorCode: "AuthenticationError",
    });
  });

  it("takes a list, one payload, and one a line", () => {
    const both = [LITELLM_PAYLOAD, FAILURE];
    const expected = mapLitellm(both);
    expect(expected.calls.map(({ call }) => call.id)).toEqual([LITELLM_PAYLOAD.id, FAILURE.id]);
    expect(mapLitellm(JSON.stringify(both))).toEqual(expected);
    expect(mapLitellm(both.map((payload) => JSON.stringify(payload)).join("\n"))).toEqual(expected);
    expect(mapLitellm(`${JSON.stringify(both[0])}\n`)).toEqual(mapLitellm(both[0]));
  });

  it("says of each record that is no call where it stands and why", () => {
    const { calls, unmapped } = mapLitellm([
      null,
      LITELLM_PAYLOAD,
      { ...LITELLM_PAYLOAD, id: "None", prompt_tokens: 1.5 },
      // The payload of before, of which everything is text.
      { id: "a", model: "gpt-4o", startTime: "2025-01-24 09:20:46", usage: "Usage(prompt_tokens=10)", cost: "0.1" },
      { ...LITELLM_PAYLOAD, model: "", model_group: null, startTime: "yesterday" },
    ]);
    expect(calls).toHaveLength(1);
    expect(unmapped).toEqual([
      { index: 0, reason: "is not an object with the fields of a call of LiteLLM" },
      { index: 2, reason: 'id: "None" must be text; prompt_tokens: 1.5 must be a whole number' },
      { index: 3, reason: "prompt_tokens: is missing; completion_tokens: is missing" },
      { index: 4, reason: 'model: is missing; startTime: "yesterday" must be seconds since 1970 or an instant' },
    ]);
  });

  it("says of text that is not JSON that it is not, line by line", () => {
    expect(mapLitellm(`${JSON.stringify(LITELLM_PAYLOAD)}\n{"id": NaN}`).unmapped).toEqual([
      { index: 1, reason: "is not JSON" },
    ]);
  });

  it("takes no more records at once than fit into an answer", () => {
    expect(() => mapLitellm(`[${"1,".repeat(10_000)}1]`)).toThrow("10001 records are too many; send at most 10000");
  });

  it.each(["1e999999999", "1e400000000", 1e300, "-1e999999999"])("does not write out a cost of %s", (cost) => {
    expect(callOf({ response_cost: cost, spend: cost }).costOriginal?.length ?? 0).toBeLessThan(400);
  });

  it("does not lift the last instant of a day into the next", () => {
    expect(callOf({ startTime: 1795564799.9999995 }).createdAt).toBe("2026-11-25T00:00:00.000Z");
    expect(callOf({ startTime: 1795564799.999999 }).createdAt).toBe("2026-11-24T23:59:59.999Z");
  });

  it("never throws, and answers for each record once", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true });
    fc.assert(
      fc.property(fc.oneof(anything, fc.string(), fc.array(anything)), (body) => {
        const { calls, unmapped } = mapLitellm(body);
        if (Array.isArray(body)) expect(calls.length + unmapped.length).toBe(body.length);
      }),
    );
    // Records that are right but for what lies in some of their fields.
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(LITELLM_PAYLOAD)), anything),
        fc.dictionary(fc.constantFrom(...Object.keys(LITELLM_PAYLOAD.metadata)), anything),
        (change, metadata) => {
          const record = { ...LITELLM_PAYLOAD, metadata: { ...LITELLM_PAYLOAD.metadata, ...metadata }, ...change };
          const { calls, unmapped } = mapLitellm([record]);
          expect(calls.length + unmapped.length).toBe(1);
        },
      ),
    );
  });

  it("gives calls whose parts the ledger takes, and no token twice", () => {
    const count = fc.nat({ max: 1000 });
    const anyCount = fc.option(count, { nil: null });
    fc.assert(
      fc.property(count, count, anyCount, anyCount, anyCount, anyCount, anyCount, (input, output, ...parts) => {
        const [read, cached, created, written, reasoning] = parts;
        const usage_object = {
          cache_read_input_tokens: read,
          cache_creation_input_tokens: created,
          prompt_tokens_details: { cached_tokens: cached, cache_creation_tokens: written },
          completion_tokens_details: { reasoning_tokens: reasoning },
        };
        const { call, mismatch } = only({
          ...LITELLM_PAYLOAD,
          prompt_tokens: input,
          completion_tokens: output,
          metadata: { usage_object },
        });
        expect(checkUsageLog(call)).toHaveProperty("log");
        expect([call.inputTokens, call.outputTokens]).toEqual([input, output]);
        const cacheRead = Math.max(read ?? 0, cached ?? 0);
        const fits = cacheRead + Math.max(created ?? 0, written ?? 0) <= input;
        expect(call.cacheReadTokens).toBe(fits ? cacheRead : 0);
        if (mismatch !== null) expect(call.costOriginal).toBeNull();
      }),
    );
  });
});
