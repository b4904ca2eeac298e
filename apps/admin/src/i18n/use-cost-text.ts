import { isUnpriced, type PartlyKnownCost } from "usage-core";
import { useTexts } from "./texts.tsx";

/** Writes a cost in the reader's locale, or in words where it is 0 only because its calls have no price. */
export function useCostText(): (cost: PartlyKnownCost) => string {
  const { t, format } = useTexts();
  return (cost) => (isUnpriced(cost) ? t("figures.noPrice") : format.eur(cost.cost));
}

/** What a cost leaves out, in a sentence; `undefined` where that is nothing. */
export function useUnpricedText(): (unpricedCalls: number) => string | undefined {
  const { t, format } = useTexts();
  return (calls) => (calls === 0 ? undefined : t("figures.unpriced", { count: calls, formatted: format.count(calls) }));
}
