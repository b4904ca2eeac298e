/** A model, who serves it, and its price. */
export interface Model {
  readonly id: string;
  readonly provider: string;
  /** EUR per million tokens, in ten-thousandths: 2.3 EUR is 23,000. Whole numbers keep every cost exact. */
  readonly inputPrice: number;
  readonly outputPrice: number;
}

export const GPT_4O: Model = { id: "gpt-4o", provider: "openai", inputPrice: 23_000, outputPrice: 92_000 };
export const GPT_4O_MINI: Model = { id: "gpt-4o-mini", provider: "openai", inputPrice: 1_380, outputPrice: 5_520 };
export const CLAUDE_SONNET: Model = {
  id: "claude-sonnet-4-5",
  provider: "anthropic",
  inputPrice: 27_600,
  outputPrice: 138_000,
};
export const CLAUDE_HAIKU: Model = {
  id: "claude-haiku-4-5",
  provider: "anthropic",
  inputPrice: 9_200,
  outputPrice: 46_000,
};
export const GEMINI_FLASH: Model = {
  id: "gemini-2.5-flash",
  provider: "google",
  inputPrice: 2_760,
  outputPrice: 23_000,
};
export const EMBEDDING: Model = { id: "text-embedding-3-large", provider: "openai", inputPrice: 1_196, outputPrice: 0 };
export const WHISPER: Model = { id: "gpt-4o-transcribe", provider: "openai", inputPrice: 55_200, outputPrice: 92_000 };
/** The one that arrives late in the story, and whose price is not known at first. */
export const NEW_MODEL: Model = { id: "gpt-5.1", provider: "openai", inputPrice: 11_500, outputPrice: 92_000 };

/** The price is per million tokens and in ten-thousandths: ten decimals in all. */
const DECIMALS = 10;

/** What a call costs: an exact decimal of EUR. */
export function costOf(model: Model, inputTokens: number, outputTokens: number): string {
  const digits = String(inputTokens * model.inputPrice + outputTokens * model.outputPrice).padStart(DECIMALS + 1, "0");
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}
