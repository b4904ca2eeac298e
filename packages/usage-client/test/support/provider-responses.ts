/** A chat completion, as OpenAI answers. */
export const OPENAI_CHAT = {
  id: "chatcmpl-CfPqR7wQdX0b3nYtUo2aLkZs9VmE1",
  object: "chat.completion",
  created: 1_763_973_000,
  model: "gpt-4o-2024-08-06",
  choices: [{ index: 0, message: { role: "assistant", content: "Bună!" }, finish_reason: "stop" }],
  usage: {
    prompt_tokens: 2_006,
    completion_tokens: 300,
    total_tokens: 2_306,
    prompt_tokens_details: { cached_tokens: 1_920, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 128,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
  service_tier: "default",
};

/** As `@anthropic-ai/sdk` 1.12 declares it. */
export const ANTHROPIC_MESSAGE = {
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

/** As `@google/genai` 2.32 declares it. */
export const GOOGLE_RESPONSE = {
  responseId: "mSAkabLiLsO8kdUP3L6gkQ8",
  modelVersion: "gemini-2.5-pro",
  createTime: "2026-11-24T09:30:00Z",
  candidates: [{ content: { parts: [{ text: "Bună!" }], role: "model" }, finishReason: "STOP", index: 0 }],
  usageMetadata: {
    promptTokenCount: 4_210,
    cachedContentTokenCount: 4_096,
    toolUsePromptTokenCount: 150,
    candidatesTokenCount: 240,
    thoughtsTokenCount: 1_100,
    totalTokenCount: 4_210 + 150 + 240 + 1_100,
    trafficType: "ON_DEMAND",
  },
};
