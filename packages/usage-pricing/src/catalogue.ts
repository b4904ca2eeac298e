import {
  type ConditionalPrice,
  calcPrice,
  findProvider,
  type ModelInfo,
  type ModelPrice,
} from "@pydantic/genai-prices";
import { boundedMemo } from "./bounded-memo.ts";
import { catalogueRates, isFree } from "./catalogue-rates.ts";
import { dateOf } from "./instant.ts";
import { catalogueIdOf } from "./provider.ts";
import type { Rates } from "./rates.ts";
import type { UnpricedReason } from "./unpriced.ts";

/** A price of the catalogue, in USD. */
interface CataloguePrice {
  readonly name: string;
  /** `null` when the model is not priced by tokens. */
  readonly rates: Rates | null;
}

type UnknownPrice = Extract<UnpricedReason, "unknown_provider" | "unknown_model">;

/**
 * The price in the bundled catalogue of genai-prices that holds for a model at an instant.
 *
 * Which model a name means, and which of its prices holds (from a date on, or at hours of the day), is for the library to
 * say; we take its rates only, since it computes in doubles. Without a provider it finds one by the model's name. Azure
 * and Google also serve models at other providers' prices, which is the library's knowledge as well.
 *
 * Its data is what came with it: nobody may call its `updatePrices`, after which two processes could price a call
 * differently.
 */
export function cataloguePrice(provider: string | null, model: string, at: string): CataloguePrice | UnknownPrice {
  const id = provider === null ? null : catalogueIdOf(provider);
  if (provider !== null && id === null) return "unknown_provider";
  const entry = entryOf(`${id ?? ""}\n${model}`);
  if (entry === null) return "unknown_model";
  return typeof entry === "function" ? entry(at) : entry;
}

/**
 * A price that never changes, or a function that gives the price at an instant. `null` for a model that the catalogue
 * does not know.
 */
type Entry = CataloguePrice | ((at: string) => CataloguePrice) | null;

const DATE_LENGTH = "2026-11-24".length;
const MINUTE_LENGTH = "2026-11-24T09:30".length;
/** The minutes of about a week. */
const MOMENTS = 10_000;

// Finding a model takes the library up to 0.1 ms.
const entryOf = boundedMemo(5_000, (key): Entry => {
  const split = key.indexOf("\n");
  const id = key.slice(0, split);
  const found = calcPrice({}, key.slice(split + 1), {
    timestamp: dateOf("1970-01-01T00:00:00Z"),
    ...(id === "" ? {} : { providerId: id }),
  });
  if (found === null) return null;
  const { provider, model } = found;
  const owner = provider.models.includes(model) ? null : ownerOf(model, provider.fallback_model_providers);
  const name =
    owner === null ? `genai-prices ${provider.id}/${model.id}` : `genai-prices ${owner}/${model.id} for ${provider.id}`;
  if (!Array.isArray(model.prices)) return namedPrice(name, model.prices);
  const known = DATED.get(name) ?? datedPrices(name, model, model.prices);
  DATED.set(name, known);
  return known;
});

/** Keyed by the model's own name, of which there are few, since each remembers the prices at its moments. */
const DATED = new Map<string, (at: string) => CataloguePrice>();

function ownerOf(model: ModelInfo, providerIds: readonly string[] = []): string | null {
  return providerIds.find((providerId) => findProvider({ providerId })?.models.includes(model)) ?? null;
}

function datedPrices(name: string, model: ModelInfo, prices: readonly ConditionalPrice[]) {
  const named = new Map(
    prices.map((price) => [price.prices, namedPrice(`${name}${constraintName(price)}`, price.prices)] as const),
  );
  // A provider of this model alone: the library picks the price without looking for the model again.
  const provider = {
    id: "dated",
    name: "dated",
    api_pattern: "",
    models: [{ ...model, match: { equals: model.id } }],
  };
  // A price begins at midnight UTC, or where a clock shows a full minute.
  const isHourly = prices.some(({ constraint }) => constraint?.type === "time_of_date");
  const priceAt = boundedMemo(MOMENTS, (moment): CataloguePrice => {
    const found = calcPrice({}, model.id, { provider, timestamp: dateOf(isHourly ? `${moment}:00Z` : moment) });
    const price = found === null ? undefined : named.get(found.model_price);
    if (price === undefined) throw new Error(`genai-prices gave no price of ${name} at ${moment}`);
    return price;
  });
  const length = isHourly ? MINUTE_LENGTH : DATE_LENGTH;
  return (at: string) => priceAt(dateOf(at).toISOString().slice(0, length));
}

function namedPrice(name: string, price: ModelPrice): CataloguePrice {
  return { name: isFree(price) ? `${name} free` : name, rates: catalogueRates(price) };
}

function constraintName({ constraint }: ConditionalPrice): string {
  if (constraint === undefined) return "";
  return constraint.type === "start_date"
    ? ` from ${constraint.start_date}`
    : ` at ${constraint.start_time}-${constraint.end_time}`;
}
