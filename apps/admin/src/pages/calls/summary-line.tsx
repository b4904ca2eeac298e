import type { ReactNode } from "react";
import { useTexts } from "../../i18n/texts.tsx";
import type { CallsSummary } from "./calls-summary.ts";

/** How many calls match the filters and, where it is known, what they cost. */
export function SummaryLine({ calls, cost, unpricedCalls }: CallsSummary): ReactNode {
  const { t, format, costText, unpricedText } = useTexts();
  const count = t("calls.count", { count: calls, formatted: format.count(calls) });
  const parts = [count, cost !== null && costText({ cost, unpricedCalls }), unpricedText(unpricedCalls)];
  return <span className="figure">{parts.filter(Boolean).join(" · ")}</span>;
}
