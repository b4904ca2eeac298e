import { describe, expect, it } from "vitest";
import { ANTHROPIC_MESSAGE } from "../../test/support/provider-responses.ts";
import { fromAnthropic } from "./from-anthropic.ts";

const CONTEXT = { feature: "contract_review", userId: null };

describe("fromAnthropic", () => {
  it("adds up the input, which Anthropic counts in three parts", () => {
    expect(fromAnthropic(ANTHROPIC_MESSAGE, CONTEXT)).toEqual({
      id: "msg_01XFDUDYJgAACzvnptvVoYEL",
      userId: null,
      feature: "contract_review",
      provider: "anthropic",
      model: "claude-sonnet-4-5-20250929",
      serviceTier: null,
      inputTokens: 2_095 + 1_024 + 8_192,
      cacheReadTokens: 8_192,
      cacheWriteTokens: 1_024,
      outputTokens: 503,
      reasoningTokens: 320,
      success: true,
    });
  });

  it("takes what is null or absent for none", () => {
    const usage = { input_tokens: 12, output_tokens: 3, cache_read_input_tokens: null, output_tokens_details: null };
    expect(fromAnthropic({ ...ANTHROPIC_MESSAGE, usage }, CONTEXT)).toMatchObject({
      inputTokens: 12,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      serviceTier: null,
    });
  });

  it.each([
    ["batch", "standard", "batch"],
    ["priority", null, "priority"],
    ["standard", "fast", "fast"],
    [null, null, null],
  ])("names the price class of tier %s and speed %s", (service_tier, speed, serviceTier) => {
    const usage = { ...ANTHROPIC_MESSAGE.usage, service_tier, speed };
    expect(fromAnthropic({ ...ANTHROPIC_MESSAGE, usage }, CONTEXT)).toMatchObject({ serviceTier });
  });
});
