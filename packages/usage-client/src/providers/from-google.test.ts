import { describe, expect, it } from "vitest";
import { GOOGLE_RESPONSE } from "../../test/support/provider-responses.ts";
import { fromGoogle } from "./from-google.ts";

const CONTEXT = { feature: "summaries" };

describe("fromGoogle", () => {
  it("adds tools to the input and thoughts to the output, so that they make Google's total", () => {
    const call = fromGoogle(GOOGLE_RESPONSE, CONTEXT);
    expect(call).toEqual({
      id: "mSAkabLiLsO8kdUP3L6gkQ8",
      feature: "summaries",
      provider: "gcp.gemini",
      model: "gemini-2.5-pro",
      serviceTier: null,
      inputTokens: 4_360,
      cacheReadTokens: 4_096,
      outputTokens: 1_340,
      reasoningTokens: 1_100,
      success: true,
    });
    expect((call?.inputTokens ?? 0) + (call?.outputTokens ?? 0)).toBe(GOOGLE_RESPONSE.usageMetadata.totalTokenCount);
  });

  it("takes what Google leaves out for 0", () => {
    const call = fromGoogle({ ...GOOGLE_RESPONSE, usageMetadata: { promptTokenCount: 7 } }, CONTEXT);
    expect(call).toMatchObject({ inputTokens: 7, cacheReadTokens: 0, outputTokens: 0, reasoningTokens: 0 });
  });

  it("knows nothing of an answer without usage, or without a model", () => {
    expect(fromGoogle({ modelVersion: "gemini-2.5-pro" }, CONTEXT)).toBeNull();
    expect(fromGoogle({ modelVersion: "gemini-2.5-pro", usageMetadata: {} }, CONTEXT)).toBeNull();
    const { usageMetadata } = GOOGLE_RESPONSE;
    expect(fromGoogle({ usageMetadata }, CONTEXT)).toBeNull();
    expect(fromGoogle({ usageMetadata }, { ...CONTEXT, model: "gemini-2.5-flash" })).toMatchObject({
      model: "gemini-2.5-flash",
    });
  });

  it.each([
    ["ON_DEMAND", null],
    ["TRAFFIC_TYPE_UNSPECIFIED", null],
    [undefined, null],
    ["ON_DEMAND_FLEX", "flex"],
    ["ON_DEMAND_PRIORITY", "priority"],
    ["PROVISIONED_THROUGHPUT", "provisioned_throughput"],
  ])("names the price class of %s", (trafficType, serviceTier) => {
    const usageMetadata = { promptTokenCount: 7, ...(trafficType === undefined ? {} : { trafficType }) };
    expect(fromGoogle({ ...GOOGLE_RESPONSE, usageMetadata }, CONTEXT)).toMatchObject({ serviceTier });
  });
});
