import { createHash } from "node:crypto";
import type { UsageLogInput } from "usage-core";
import type { UsageResult } from "./usage-result.ts";

/**
 * The calls behind one result of OpenAI, as far as its sums allow: as many as there were requests, each with an even
 * share of the tokens, so that they add up to the sums exactly. All are dated in the middle of the period, which is on
 * the period's own day in nearly every zone, and all are successes: the sums do not separate failures.
 *
 * Their ids follow from the period, from what the result was grouped by and from `occurrence`, its number among results
 * of the same group and period, from 0: the same export gives the same ids.
 */
export function* splitUsageResult(result: UsageResult, occurrence: number): Generator<UsageLogInput> {
  const { startTime, endTime, requests, tokens } = result;
  const id = `openai-${startTime}-${endTime - startTime}-${digestOf([...result.group, String(occurrence)])}`;
  const createdAt = new Date((startTime + endTime) * 500).toISOString();
  for (let index = 0; index < requests; index++) {
    const share = (count: number) => evenShare(count, requests, index);
    const cacheReadTokens = share(tokens.cacheRead);
    yield {
      id: `${id}-${index + 1}`,
      userId: result.userId,
      feature: result.projectId ?? "openai",
      provider: "openai",
      model: result.model,
      serviceTier: result.serviceTier,
      inputTokens: share(tokens.input),
      cacheReadTokens,
      // Shared together with the reads: the remainders of both could exceed the input of one call.
      cacheWriteTokens: share(tokens.cacheRead + tokens.cacheWrite) - cacheReadTokens,
      outputTokens: share(tokens.output),
      success: true,
      createdAt,
    };
  }
}

/** What the `index`th of `parts` gets of a whole: the quotient, and one of the remainder while that lasts. */
function evenShare(whole: number, parts: number, index: number): number {
  return Math.floor(whole / parts) + (index < whole % parts ? 1 : 0);
}

function digestOf(group: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(group)).digest("hex").slice(0, 16);
}
