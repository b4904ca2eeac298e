import type { OwnPrice } from "./own-price.ts";
import { catalogueIdOf } from "./provider.ts";
import { serviceTierOf } from "./service-tier.ts";

interface PricedCall {
  readonly provider: string | null;
  readonly model: string;
  readonly serviceTier: string | null;
}

/**
 * The own price that holds for a call on a UTC date; `null` for none.
 *
 * Of several: the firm's own before all firms'; then the provider's under the call's name for it, under another of its
 * names (`azure`, `azure.ai.openai`), and any provider's; then the latest. Names are compared without case.
 */
export function ownPriceFor(call: PricedCall, date: string, ownPrices: readonly OwnPrice[]): OwnPrice | null {
  if (ownPrices.length === 0) return null;
  const tier = serviceTierOf(call.serviceTier);
  let best: { readonly price: OwnPrice; readonly nearness: number } | null = null;
  for (const price of ownPrices) {
    if (!isSame(price.model, call.model) || price.validFrom > date) continue;
    if (serviceTierOf(price.serviceTier) !== tier) continue;
    const nearness = nearnessOf(price.provider, call.provider);
    if (nearness === null) continue;
    if (best === null || isBetter(price, nearness, best.price, best.nearness)) best = { price, nearness };
  }
  return best?.price ?? null;
}

function isBetter(a: OwnPrice, aNearness: number, b: OwnPrice, bNearness: number): boolean {
  if ((a.firmId === null) !== (b.firmId === null)) return a.firmId !== null;
  if (aNearness !== bNearness) return aNearness > bNearness;
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom;
  return a.id > b.id;
}

/** How exactly the price names the provider of the call; `null` when it is for another one. */
function nearnessOf(ofPrice: string | null, ofCall: string | null): number | null {
  if (ofPrice === null) return 0;
  if (ofCall === null) return null;
  if (isSame(ofPrice, ofCall)) return 2;
  const id = catalogueIdOf(ofPrice);
  return id !== null && id === catalogueIdOf(ofCall) ? 1 : null;
}

function isSame(a: string, b: string): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}
