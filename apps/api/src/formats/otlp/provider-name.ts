/** What providers were called before, by the conventions or by the AI SDK, and what the conventions call them now. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ["az.ai.inference", "azure.ai.inference"],
  ["az.ai.openai", "azure.ai.openai"],
  ["azure", "azure.ai.openai"],
  ["azure-openai", "azure.ai.openai"],
  ["amazon-bedrock", "aws.bedrock"],
  ["vertex_ai", "gcp.vertex_ai"],
  ["google.vertex", "gcp.vertex_ai"],
  ["gemini", "gcp.gemini"],
  ["google.generative-ai", "gcp.gemini"],
  ["mistral", "mistral_ai"],
  ["xai", "x_ai"],
]);

/** The AI SDK names the API behind the provider: `openai.responses`, `anthropic.messages`. */
const API = /\.(chat|completion|responses|messages|embedding|textEmbedding)$/;

/** A provider by the name that the GenAI conventions have for it. One that they do not know keeps its own. */
export function providerName(told: string): string {
  const provider = told.replace(API, "");
  return RENAMED.get(provider) ?? provider;
}
