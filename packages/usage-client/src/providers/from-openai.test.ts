import type OpenAI from "openai";
import { checkUsageLog, type UsageLogInput } from "usage-core";
import { describe, expect, expectTypeOf, it } from "vitest";
import { OPENAI_CHAT } from "../../test/support/provider-responses.ts";
import { fromOpenAI, type OpenAIResponse } from "./from-openai.ts";

const CONTEXT = { feature: "assistant_chat", userId: "ana" };

describe("fromOpenAI", () => {
  it("takes what OpenAI's own library gives", () => {
    expectTypeOf<OpenAI.ChatCompletion>().toExtend<OpenAIResponse>();
    expectTypeOf<OpenAI.ChatCompletionChunk>().toExtend<OpenAIResponse>();
    expectTypeOf<OpenAI.Responses.Response>().toExtend<OpenAIResponse>();
    expectTypeOf<OpenAI.CreateEmbeddingResponse>().toExtend<OpenAIResponse>();
    expectTypeOf<OpenAI.ChatCompletion["usage"]>().not.toBeAny();
  });

  it("reads a chat completion, whose totals hold their parts", () => {
    expect(fromOpenAI(OPENAI_CHAT, CONTEXT)).toEqual({
      id: "chatcmpl-CfPqR7wQdX0b3nYtUo2aLkZs9VmE1",
      userId: "ana",
      feature: "assistant_chat",
      provider: "openai",
      model: "gpt-4o-2024-08-06",
      serviceTier: null,
      inputTokens: 2_006,
      cacheReadTokens: 1_920,
      cacheWriteTokens: 0,
      outputTokens: 300,
      reasoningTokens: 128,
      success: true,
      errorCode: null,
    });
  });

  it("reads a response of the Responses API", () => {
    const response = {
      id: "resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b",
      object: "response",
      status: "completed",
      error: null,
      model: "gpt-5-2025-08-07",
      service_tier: "flex",
      usage: {
        input_tokens: 9_000,
        input_tokens_details: { cached_tokens: 4_096, cache_write_tokens: 2_048 },
        output_tokens: 1_035,
        output_tokens_details: { reasoning_tokens: 832 },
        total_tokens: 10_035,
      },
    };
    expect(fromOpenAI(response, CONTEXT)).toMatchObject({
      id: response.id,
      serviceTier: "flex",
      inputTokens: 9_000,
      cacheReadTokens: 4_096,
      cacheWriteTokens: 2_048,
      outputTokens: 1_035,
      reasoningTokens: 832,
      success: true,
    });
  });

  it("says why a response failed that was charged all the same", () => {
    const usage = { input_tokens: 36, output_tokens: 12 };
    const failed = { id: "resp_1", model: "gpt-5", status: "failed", error: { code: "server_error" }, usage };
    expect(fromOpenAI(failed, CONTEXT)).toMatchObject({ success: false, errorCode: "server_error", inputTokens: 36 });
    const cancelled = { id: "resp_2", model: "gpt-5", status: "cancelled", error: null, usage };
    expect(fromOpenAI(cancelled, CONTEXT)).toMatchObject({ success: false, errorCode: "cancelled" });
  });

  it("reads embeddings, which have neither an id nor an answer", () => {
    const embeddings = {
      object: "list",
      data: [],
      model: "text-embedding-3-small",
      usage: { prompt_tokens: 8, total_tokens: 8 },
    };
    const call = fromOpenAI(embeddings, CONTEXT);
    expect(call).toMatchObject({ id: undefined, inputTokens: 8, outputTokens: 0, reasoningTokens: 0 });
  });

  it("reads the last chunk of a stream alone, and keeps no call of the others", () => {
    const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", model: "gpt-4o", choices: [], usage: null };
    const last = { ...chunk, usage: { prompt_tokens: 19, completion_tokens: 10, total_tokens: 29 } };
    const calls = [chunk, chunk, last].map((each) => fromOpenAI(each, CONTEXT));
    expect(calls).toEqual([null, null, expect.objectContaining({ inputTokens: 19, outputTokens: 10 })]);
  });

  it("is overruled by what the caller knows, but not by what the caller leaves out", () => {
    const context = { ...CONTEXT, provider: "azure.ai.openai", id: undefined, serviceTier: undefined, latencyMs: 812 };
    expect(fromOpenAI({ ...OPENAI_CHAT, service_tier: "priority" }, context)).toMatchObject({
      id: OPENAI_CHAT.id,
      provider: "azure.ai.openai",
      serviceTier: "priority",
      latencyMs: 812,
    });
  });

  it("gives what the ledger takes", () => {
    const log = { ...fromOpenAI(OPENAI_CHAT, CONTEXT), createdAt: "2026-11-24T09:30:00Z" } as UsageLogInput;
    expect(checkUsageLog(log)).toHaveProperty("log");
  });
});
