import {
  type ConditionalPrice,
  calcPrice,
  type MatchLogic,
  type ModelInfo,
  type ModelPrice,
  waitForUpdate,
} from "@pydantic/genai-prices";
import fc from "fast-check";
import { toNumber } from "usage-core";
import { describe, expect, it } from "vitest";
import { priceOf } from "../src/price-of.ts";
import type { TokenCounts } from "../src/rates.ts";
import { anyCounts } from "./calls.ts";

/** Without an update, what this gives is the bundled data. */
const providers = (await waitForUpdate()) ?? [];
const models = providers.flatMap(({ id, models: all }) => all.map((model) => ({ provider: id, model })));

/** Every model by its id and by what the catalogue recognises it by, where that is a text. */
const names = models.flatMap(({ provider, model }) =>
  [...new Set([model.id, ...textsOf(model.match)])].map((name) => ({ provider, name })),
);

/** Days and times about which the catalogue's prices change, and days far from them. */
const moments = [
  ...new Set(models.flatMap(({ model }) => pricesOf(model.prices)).flatMap(boundsOf)),
  "2024-02-29T12:00:00Z",
  "2026-11-24T09:30:00.123456789+05:30",
  "2027-06-01T23:59:59Z",
];

const AT = "2026-11-24T09:30:00Z";
/** In milliseconds: the whole catalogue takes a few seconds. */
const TIMEOUT = 60_000;

describe("the catalogue's prices", { timeout: TIMEOUT }, () => {
  it("are those of every model, by the library's own reckoning", () => {
    const found = new Set<ModelInfo | null>([null]);
    for (const { provider, name } of names) {
      const model = compare(provider, name, AT, counts(1_000, 200, 300, 500, 400));
      if (found.has(model)) continue;
      found.add(model);
      for (const usage of USAGES) compare(provider, name, AT, usage);
    }
    // Some models stand behind a broader one and are never found.
    expect(models.length).toBeGreaterThan(1_500);
    expect(models.filter(({ model }) => found.has(model)).length).toBeGreaterThan(0.98 * models.length);
  });

  it("are the library's for any usage at any time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.constantFrom(...moments),
        anyCounts,
        ({ provider, name }, at, counts) => {
          compare(provider, name, at, counts);
        },
      ),
      { numRuns: 4_000 },
    );
  });

  it("change with the day and the hour where the library's do", () => {
    for (const { provider, model } of models) {
      if (!Array.isArray(model.prices)) continue;
      for (const at of moments) {
        for (const name of textsOf(model.match)) for (const counts of USAGES) compare(provider, name, at, counts);
      }
    }
  });

  it("change where a clock shows a full minute, which lets a minute's price be remembered", () => {
    for (const { model } of models) {
      for (const { constraint } of pricesOf(model.prices)) {
        if (constraint?.type !== "time_of_date") continue;
        expect(constraint.start_time).toMatch(/^\d\d:\d\d:00(Z|[+-]\d\d:\d\d)$/);
        expect(constraint.end_time).toMatch(/^\d\d:\d\d:00(Z|[+-]\d\d:\d\d)$/);
      }
    }
  });

  it("need no more decimals than the ledger stores", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), anyCounts, ({ provider, name }, counts) => {
        const { amount } = priceOf({ provider, model: name, serviceTier: null, ...counts }, "2026-11-24T09:30:00Z", []);
        if (amount !== null) expect(amount.toFixed()).toMatch(/^\d{1,12}(\.\d{1,18})?$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Each part alone, all of them, none, and many. */
const USAGES: readonly TokenCounts[] = [
  counts(0, 0, 0, 0, 0),
  counts(1_000, 0, 0, 0, 0),
  counts(0, 0, 0, 1_000, 0),
  counts(1_000, 1_000, 0, 0, 0),
  counts(1_000, 0, 1_000, 0, 0),
  counts(0, 0, 0, 1_000, 1_000),
  counts(12_345, 2_000, 3_000, 777, 333),
  counts(300_000, 50_000, 60_000, 70_000, 8_000),
  counts(700_000, 50_000, 60_000, 70_000, 8_000),
];

function counts(
  inputTokens: number,
  cacheReadTokens: number,
  cacheWriteTokens: number,
  outputTokens: number,
  reasoningTokens: number,
): TokenCounts {
  return { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens };
}

/**
 * Ours is the library's total; or, where it takes tokens without a rate for free, no price. Gives the model that the
 * library found.
 */
function compare(provider: string, model: string, at: string, tokens: TokenCounts): ModelInfo | null {
  const theirs = calcPrice(
    {
      input_tokens: tokens.inputTokens,
      cache_read_tokens: tokens.cacheReadTokens,
      cache_write_tokens: tokens.cacheWriteTokens,
      output_tokens: tokens.outputTokens,
      output_reasoning_tokens: tokens.reasoningTokens,
    },
    model,
    { providerId: provider, timestamp: new Date(at) },
  );
  const ours = priceOf({ provider, model, serviceTier: null, ...tokens }, at, []);
  if (theirs === null) {
    expect(ours).toEqual({ amount: null, reason: "unknown_model" });
    return null;
  }
  const what = `${provider}/${model} at ${at} with ${JSON.stringify(tokens)}`;
  if (hasNoRateFor(tokens, theirs.model_price)) {
    expect(ours, what).toEqual({ amount: null, reason: "no_price_for_tokens" });
    return theirs.model;
  }
  if (ours.amount === null) throw new Error(`${what}: ${ours.reason}`);
  const total = theirs.total_price;
  expect(Math.abs(toNumber(ours.amount) - total), what).toBeLessThanOrEqual(1e-9 * total);
  return theirs.model;
}

function hasNoRateFor(tokens: TokenCounts, price: ModelPrice): boolean {
  if (Object.keys(price).length === 0) return false;
  if (price["input_mtok"] === undefined && price["output_mtok"] === undefined) return true;
  return (
    (price["input_mtok"] === undefined && tokens.inputTokens > 0) ||
    (price["output_mtok"] === undefined && tokens.outputTokens > 0)
  );
}

function pricesOf(prices: ConditionalPrice[] | ModelPrice): readonly ConditionalPrice[] {
  return Array.isArray(prices) ? prices : [{ prices }];
}

/** About where the price begins and ends. */
function boundsOf({ constraint }: ConditionalPrice): string[] {
  if (constraint === undefined) return [];
  const bounds =
    constraint.type === "start_date"
      ? [`${constraint.start_date}T00:00:00Z`]
      : [constraint.start_time, constraint.end_time].map((time) => `2026-11-24T${time}`);
  return bounds.flatMap((bound) =>
    [-1, 0, 1, 59_999, 60_000].map((milliseconds) => new Date(Date.parse(bound) + milliseconds).toISOString()),
  );
}

function textsOf(match: MatchLogic): string[] {
  if ("or" in match) return match.or.flatMap(textsOf);
  if ("and" in match) return match.and.flatMap(textsOf);
  return "regex" in match ? [] : Object.values<string>(match);
}
