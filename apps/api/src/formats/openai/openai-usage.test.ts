import fc from "fast-check";
import { checkUsageLog, type UsageLogInput } from "usage-core";
import { describe, expect, it } from "vitest";
import { splitUsageResult } from "./split-usage-result.ts";
import { flatUsageResults, readUsageResult, type UsageResult } from "./usage-result.ts";

const AS_OF = Date.parse("2026-11-24T12:00:00Z");

/** A day in UTC as the organisation usage API answers it, grouped by project and model. */
const PAGE = {
  object: "page",
  data: [
    {
      object: "bucket",
      start_time: 1794700800,
      end_time: 1794787200,
      results: [
        {
          object: "organization.usage.completions.result",
          input_tokens: 59201,
          output_tokens: 10646,
          input_cached_tokens: 5760,
          input_audio_tokens: 0,
          output_audio_tokens: 0,
          num_model_requests: 10,
          project_id: "proj_4BhNtYH0z7dW",
          user_id: null,
          api_key_id: null,
          model: "gpt-4o-2024-08-06",
          batch: null,
          service_tier: null,
        },
      ],
    },
    { object: "bucket", start_time: 1794787200, end_time: 1794873600, results: [] },
  ],
  has_more: false,
  next_page: null,
};

const [FLAT] = flatUsageResults(PAGE);

function read(change: object): UsageResult {
  const result = readUsageResult(Object.assign({}, FLAT, change), AS_OF);
  if (result === null || "reason" in result) throw new Error(result === null ? "no usage" : result.reason);
  return result;
}

function sumOf(
  calls: readonly UsageLogInput[],
  field: "inputTokens" | "outputTokens" | "cacheReadTokens" | "cacheWriteTokens",
) {
  return calls.reduce((total, call) => total + (call[field] ?? 0), 0);
}

describe("flatUsageResults", () => {
  it("gives each result the times of its bucket", () => {
    expect(flatUsageResults([PAGE, PAGE])).toEqual([FLAT, FLAT]);
    expect(FLAT).toMatchObject({ start_time: 1794700800, end_time: 1794787200, num_model_requests: 10 });
    expect(flatUsageResults(FLAT)).toEqual([FLAT]);
  });
});

describe("readUsageResult", () => {
  it("takes a line of the usage page's CSV as the API's result", () => {
    const line = Object.fromEntries(
      Object.entries(Object.assign({}, FLAT)).map(([field, value]) => [
        field,
        typeof value === "number" && !field.endsWith("_time") ? `${value}.0` : String(value ?? ""),
      ]),
    );
    expect(readUsageResult(line, AS_OF)).toEqual(read({}));
  });

  it("tells the price class", () => {
    expect(read({}).serviceTier).toBeNull();
    expect(read({ batch: "FALSE", service_tier: "default" }).serviceTier).toBeNull();
    expect(read({ batch: "TRUE", service_tier: "default" }).serviceTier).toBe("batch");
    expect(read({ service_tier: "priority" }).serviceTier).toBe("priority");
  });

  it("finds no usage where there was none", () => {
    expect(readUsageResult({ start_time: "1794700800", num_model_requests: "", input_tokens: "" }, AS_OF)).toBeNull();
  });

  it.each([
    [{ model: null }, "model: is missing; export the usage grouped by model"],
    [
      { input_tokens: "many", num_model_requests: 1.5 },
      'num_model_requests: 1.5 must be a whole number; input_tokens: "many" must be a whole number',
    ],
    [{ end_time: 1795564800 }, "end_time: 1795564800 is not past"],
    [{ end_time: 1794700800 }, "end_time: 1794700800 must be after start_time"],
    [{ num_model_requests: 0 }, "num_model_requests: 0 goes without tokens"],
    [{ num_model_requests: 1_000_001 }, "export shorter periods"],
    [{ input_cached_tokens: 59202 }, "are more than input_tokens (59201) holds"],
    [
      { object: "organization.costs.result" },
      'object: "organization.costs.result" is not usage that is counted in tokens',
    ],
  ])("refuses %j", (change, reason) => {
    expect(readUsageResult(Object.assign({}, FLAT, change), AS_OF)).toEqual({
      reason: expect.stringContaining(reason),
    });
  });

  it.each([{ foo: 1 }, { id: "chatcmpl-1", usage: { prompt_tokens: 9 } }, {}])(
    "does not take %j, which is of something else, for a period without usage",
    (other) => {
      expect(readUsageResult(other, AS_OF)).toEqual({
        reason: "has none of num_model_requests, input_tokens, output_tokens: it is no usage result",
      });
    },
  );

  it("never throws", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
    const fields = fc.dictionary(fc.constantFrom(...Object.keys(Object.assign({}, FLAT))), anything);
    fc.assert(
      fc.property(anything, fields, (value, change) => {
        for (const flat of flatUsageResults(value)) readUsageResult(flat, AS_OF);
        readUsageResult(Object.assign({}, FLAT, change), AS_OF);
      }),
    );
  });
});

describe("splitUsageResult", () => {
  it("makes a call of each request, in the middle of the period", () => {
    const calls = [...splitUsageResult(read({}), 0)];
    expect(calls).toHaveLength(10);
    expect(calls[0]).toEqual({
      id: expect.stringMatching(/^openai-1794700800-86400-[0-9a-f]{16}-1$/),
      userId: null,
      feature: "proj_4BhNtYH0z7dW",
      provider: "openai",
      model: "gpt-4o-2024-08-06",
      serviceTier: null,
      inputTokens: 5921,
      cacheReadTokens: 576,
      cacheWriteTokens: 0,
      outputTokens: 1065,
      success: true,
      createdAt: "2026-11-15T12:00:00.000Z",
    });
    expect(calls[9]).toMatchObject({ inputTokens: 5920, outputTokens: 1064 });
  });

  it("gives the same ids for the same export, and others for another group, period or occurrence", () => {
    const firstId = (change: object, occurrence = 0) => [...splitUsageResult(read(change), occurrence)][0]?.id;
    expect(firstId({ input_tokens: 60000 })).toBe(firstId({}));
    const others = [{ model: "gpt-5" }, { user_id: "u" }, { batch: true }, { end_time: 1794704400 }].map((change) =>
      firstId(change),
    );
    expect(new Set([firstId({}), firstId({}, 1), ...others]).size).toBe(6);
  });

  it("adds up exactly, and gives only calls that the ledger takes", () => {
    const count = fc.nat({ max: 5_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        count,
        count,
        count,
        count,
        (requests, uncached, cacheRead, cacheWrite, output) => {
          const tokens = { input: uncached + cacheRead + cacheWrite, cacheRead, cacheWrite, output };
          const calls = [...splitUsageResult({ ...read({}), requests, tokens }, 0)];
          expect(calls).toHaveLength(requests);
          expect(sumOf(calls, "inputTokens")).toBe(tokens.input);
          expect(sumOf(calls, "cacheReadTokens")).toBe(cacheRead);
          expect(sumOf(calls, "cacheWriteTokens")).toBe(cacheWrite);
          expect(sumOf(calls, "outputTokens")).toBe(output);
          for (const call of calls) expect(checkUsageLog(call)).toHaveProperty("log");
          expect(new Set(calls.map(({ id }) => id)).size).toBe(requests);
        },
      ),
    );
  });
});
