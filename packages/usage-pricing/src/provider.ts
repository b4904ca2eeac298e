import { findProvider } from "@pydantic/genai-prices";
import { boundedMemo } from "./bounded-memo.ts";

/**
 * Names of providers to their ids in the catalogue: OpenTelemetry's `gen_ai.provider.name` and the older `gen_ai.system`,
 * and LiteLLM's `custom_llm_provider`. The catalogue's own ids need no line.
 *
 * The catalogue itself takes any name that contains `openai` for OpenAI, `azure.ai.openai` and a firm's own
 * `openai-compatible` alike. We do not guess: a name that is not here is not known.
 */
const CATALOGUE_IDS: Readonly<Record<string, string>> = {
  "aws.bedrock": "aws",
  bedrock: "aws",
  bedrock_converse: "aws",
  "azure.ai.openai": "azure",
  "azure.ai.inference": "azure",
  "az.ai.openai": "azure",
  "az.ai.inference": "azure",
  azure_ai: "azure",
  azure_text: "azure",
  anthropic_text: "anthropic",
  cohere_chat: "cohere",
  fireworks_ai: "fireworks",
  "gcp.gemini": "google",
  "gcp.gen_ai": "google",
  "gcp.vertex_ai": "google",
  gemini: "google",
  vertex_ai: "google",
  vertex_ai_beta: "google",
  github_copilot: "github-copilot",
  codestral: "mistral",
  mistral_ai: "mistral",
  mistralai: "mistral",
  "text-completion-codestral": "mistral",
  moonshot: "moonshotai",
  moonshot_ai: "moonshotai",
  "text-completion-openai": "openai",
  together_ai: "together",
  voyage: "voyageai",
  x_ai: "x-ai",
  xai: "x-ai",
};

/** The catalogue's id of a provider; `null` for one that the catalogue has no prices of, such as `ibm.watsonx.ai`. */
export const catalogueIdOf: (provider: string) => string | null = boundedMemo(1_000, (provider) => {
  const name = provider.trim().toLowerCase();
  const id = Object.hasOwn(CATALOGUE_IDS, name) ? CATALOGUE_IDS[name] : name;
  if (id === undefined || id === "") return null;
  // Asked for an id that it does not have, the catalogue guesses.
  return findProvider({ providerId: id })?.id === id ? id : null;
});
