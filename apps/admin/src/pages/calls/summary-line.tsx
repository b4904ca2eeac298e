import type { ReactNode } from "react";
import { useTexts } from "../../i18n/texts.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import type { CallsSummary } from "./calls-summary.ts";

/** How many calls match the filters and, where it is known, what they cost. */
export function SummaryLine({ calls, cost, unpricedCalls }: CallsSummary): ReactNode {
  const { t, format } = useTexts();
  const costText = useCostText();
  const unpriced = useUnpricedText()(unpricedCalls);
  const count = t("calls.count", { count: calls, formatted: format.count(calls) });
  const parts = [count, cost !== null && costText({ cost, unpricedCalls }), unpriced];
  return <span className="figure">{parts.filter(Boolean).join(" · ")}</span>;
}
