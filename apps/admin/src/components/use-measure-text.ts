import type { Measure, PartlyKnownCost } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { useCostText } from "../i18n/use-cost-text.ts";

/** Writes a measure of some figures in full. A cost of unpriced calls alone is no amount. */
export function useMeasureText(): <M extends Measure>(
  figures: PartlyKnownCost & Readonly<Record<M, number>>,
  measure: M,
) => string {
  const { format } = useTexts();
  const costText = useCostText();
  return (figures, measure) => (measure === "cost" ? costText(figures) : format.count(figures[measure]));
}

/** Writes an amount of a measure for the ticks of an axis. */
export function useMeasureTick(): (amount: number, measure: Measure) => string {
  const { format } = useTexts();
  return (amount, measure) => (measure === "cost" ? format.eurShort(amount) : format.countShort(amount));
}

export function useMeasureName(): (measure: Measure) => string {
  const { t } = useTexts();
  return (measure) => t(measure === "failedCalls" ? "parts.failedCalls" : `columns.${measure}`);
}
