import { describe, expect, it } from "vitest";
import { fromAnthropic } from "./from-anthropic.ts";

const CONTEXT = { feature: "contract_review", userId: null };

/** As `@anthropic-ai/sdk` 1.12 declares it. */
const MESSAGE = {
  id: "msg_01XFDUDYJgAACzvnptvVoYEL",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-5-20250929",
  content: [{ type: "text", text: "Bună!" }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: {
    input_tokens: 2_095,
    cache_creation_input_tokens: 1_024,
    cache_read_input_tokens: 8_192,
    cache_creation: { ephemeral_5m_input_tokens: 1_024, ephemeral_1h_input_tokens: 0 },
    output_tokens: 503,
    output_tokens_details: { thinking_tokens: 320 },
    inference_geo: null,
    server_tool_use: null,
    service_tier: "standard",
    speed: "standard",
  },
};

describe("fromAnthropic", () => {
  it("adds up the input, which Anthropic counts in three parts", () => {
    expect(fromAnthropic(MESSAGE, CONTEXT)).toEqual({
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
    expect(fromAnthropic({ ...MESSAGE, usage }, CONTEXT)).toMatchObject({
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
    const usage = { ...MESSAGE.usage, service_tier, speed };
    expect(fromAnthropic({ ...MESSAGE, usage }, CONTEXT)).toMatchObject({ serviceTier });
  });
});
