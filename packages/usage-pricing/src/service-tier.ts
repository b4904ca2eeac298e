/** What providers call the price that everybody pays: what OpenAI, Anthropic, Amazon and Google report without a tier. */
const USUAL: ReadonlySet<string> = new Set(["default", "standard", "auto", "on_demand"]);

/** The tier in one spelling; `null` for the usual price. */
export function serviceTierOf(name: string | null): string | null {
  if (name === null) return null;
  const tier = name.trim().toLowerCase();
  return tier === "" || USUAL.has(tier) ? null : tier;
}
