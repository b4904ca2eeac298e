import type { TFunction } from "i18next";
import { isUnpriced, type Measure, type PartlyKnownCost } from "usage-core";
import type { Format } from "./format.ts";

/** How usage is written in the reader's language. */
export interface UsageTexts {
  /** A cost, or words where it is 0 only because its calls have no price. */
  readonly costText: (cost: PartlyKnownCost) => string;
  /** What a cost leaves out, in a sentence; `undefined` where that is nothing. */
  readonly unpricedText: (unpricedCalls: number) => string | undefined;
  /** A measure in full. */
  readonly measureText: <M extends Measure>(
    figures: PartlyKnownCost & Readonly<Record<M, number>>,
    measure: M,
  ) => string;
  readonly measureName: (measure: Measure) => string;
}

export function usageTextsIn(t: TFunction, format: Format): UsageTexts {
  const costText: UsageTexts["costText"] = (cost) => (isUnpriced(cost) ? t("figures.noPrice") : format.eur(cost.cost));
  return {
    costText,
    unpricedText: (calls) =>
      calls === 0 ? undefined : t("figures.unpriced", { count: calls, formatted: format.count(calls) }),
    measureText: (figures, measure) => (measure === "cost" ? costText(figures) : format.count(figures[measure])),
    measureName: (measure) => t(measure === "failedCalls" ? "parts.failedCalls" : `columns.${measure}`),
  };
}
