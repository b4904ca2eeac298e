import { describe, expect, it } from "vitest";
import { catalogueIdOf } from "./provider.ts";

describe("catalogueIdOf", () => {
  it.each([
    // OpenTelemetry's gen_ai.provider.name
    ["anthropic", "anthropic"],
    ["aws.bedrock", "aws"],
    ["azure.ai.inference", "azure"],
    ["azure.ai.openai", "azure"],
    ["cohere", "cohere"],
    ["deepseek", "deepseek"],
    ["gcp.gemini", "google"],
    ["gcp.gen_ai", "google"],
    ["gcp.vertex_ai", "google"],
    ["groq", "groq"],
    ["mistral_ai", "mistral"],
    ["moonshot_ai", "moonshotai"],
    ["openai", "openai"],
    ["perplexity", "perplexity"],
    ["x_ai", "x-ai"],
    // Its older gen_ai.system
    ["az.ai.inference", "azure"],
    ["az.ai.openai", "azure"],
    ["xai", "x-ai"],
    // LiteLLM's custom_llm_provider
    ["azure", "azure"],
    ["azure_ai", "azure"],
    ["bedrock", "aws"],
    ["bedrock_converse", "aws"],
    ["fireworks_ai", "fireworks"],
    ["gemini", "google"],
    ["mistral", "mistral"],
    ["openrouter", "openrouter"],
    ["text-completion-openai", "openai"],
    ["together_ai", "together"],
    ["vertex_ai", "google"],
    ["voyage", "voyageai"],
    // Written otherwise
    [" OpenAI ", "openai"],
    ["x-ai", "x-ai"],
  ])("knows %s as %s", (name, id) => {
    expect(catalogueIdOf(name)).toBe(id);
  });

  it.each(["ibm.watsonx.ai", "openai_like", "openai-compatible", "_OTHER", "litellm_proxy", "toString", ""])(
    "does not guess at %j",
    (name) => {
      expect(catalogueIdOf(name)).toBeNull();
    },
  );
});
