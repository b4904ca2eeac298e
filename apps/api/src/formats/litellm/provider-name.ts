/** LiteLLM's names for providers where OpenTelemetry's (`gen_ai.provider.name`) differ: one provider has one name in the ledger. */
const NAMES: Readonly<Record<string, string>> = {
  azure: "azure.ai.openai",
  azure_ai: "azure.ai.inference",
  bedrock: "aws.bedrock",
  bedrock_converse: "aws.bedrock",
  gemini: "gcp.gemini",
  mistral: "mistral_ai",
  vertex_ai: "gcp.vertex_ai",
  vertex_ai_beta: "gcp.vertex_ai",
  watsonx: "ibm.watsonx.ai",
  xai: "x_ai",
};

/** The provider's name in the ledger, of LiteLLM's. */
export function providerName(provider: string | null): string | null {
  return provider === null ? null : (NAMES[provider] ?? provider);
}
