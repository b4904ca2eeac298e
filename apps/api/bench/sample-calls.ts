import { draws } from "./draws.ts";

/** So many calls differ from each other; then the same ones come again, under other ids. */
const DISTINCT = 1_000;
const USERS = 50;
const FEATURES = 10;
/** What is asked for most; each is priced in USD by the bundled catalogue. */
const MODELS = [
  { provider: "openai", model: "gpt-4o" },
  { provider: "openai", model: "gpt-4o-mini" },
  { provider: "anthropic", model: "claude-sonnet-4-5" },
] as const;

/** A call as a service sends it: priced here, as it tells no cost. */
export interface SampleCall {
  readonly userId: string;
  readonly feature: string;
  readonly provider: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly outputTokens: number;
  readonly success: boolean;
  readonly latencyMs: number;
  readonly createdAt: string;
}

/** {@link DISTINCT} calls of the last minutes, drawn evenly: the hard case, as nearly every one is a group of its own. */
export function sampleCalls(now: Date): SampleCall[] {
  const below = draws();
  return Array.from({ length: DISTINCT }, (_, index) => {
    const inputTokens = 500 + below(4_000);
    return {
      userId: `user-${below(USERS)}`,
      feature: `feature-${below(FEATURES)}`,
      ...(MODELS[below(MODELS.length)] ?? MODELS[0]),
      inputTokens,
      cacheReadTokens: below(inputTokens),
      outputTokens: 50 + below(1_000),
      success: below(50) > 0,
      latencyMs: 200 + below(8_000),
      createdAt: new Date(now.getTime() - index).toISOString(),
    };
  });
}

const ID_DIGITS = 12;

/** The id of the call number `number`: all are of one length. */
export function callId(number: number): string {
  return `call-${String(number).padStart(ID_DIGITS, "0")}`;
}
