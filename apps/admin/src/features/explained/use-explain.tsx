import type { ReactNode } from "react";
import type { DateRange, ExploreFigures, Measure, UsageFilters } from "usage-core";
import type { Explained } from "../../components/explanation.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { AskedUsage } from "./asked-usage.ts";
import { CallsBehind, CallsBehindCost } from "./calls-behind.tsx";

interface Explainable {
  readonly asked: AskedUsage;
  /** Whose usage: "gpt-4o". */
  readonly name: string;
  readonly figures: ExploreFigures;
  readonly measure: Measure;
  /** Which calls they are of; absent: all that were asked for. */
  readonly filters?: UsageFilters | undefined;
  /** All that is in none of the rows: no choice of values, so the way leads to all that was told apart. */
  readonly isOther?: boolean | undefined;
  /** A piece of the period. */
  readonly when?: { readonly text: string; readonly range: DateRange; readonly hour?: string | undefined } | undefined;
}

/** Explains a sum of some calls: what is added up, and where these calls are listed. */
export function useExplain(): (of: Explainable) => Explained {
  const { t, format, measureName, measureText } = useTexts();
  const formulas: Readonly<Record<Measure, (figures: ExploreFigures) => string>> = {
    cost: () => t("explained.cost"),
    tokens: ({ tokens }) => t("explained.tokens", { tokens: format.count(tokens) }),
    calls: () => t("explained.calls"),
    failedCalls: () => t("explained.failedCalls"),
  };
  return ({ asked, name, figures, measure, filters, isOther = false, when }) => {
    const { unpricedCalls } = figures;
    const of = { measure: measureName(measure), name };
    return {
      name: when === undefined ? t("explained.of", of) : t("explained.at", { ...of, when: when.text }),
      value: measureText(figures, measure),
      formula: () => (isOther ? `${t("explained.other")} ` : "") + formulas[measure](figures),
      range: when?.range ?? asked.range,
      answer: asked.answer,
      unpricedCalls: measure === "cost" ? unpricedCalls : null,
      link: waysTo({ asked, figures, measure, filters, isOther, when }, t("explained.behindOther")),
    };
  };
}

function waysTo(
  { asked, figures, measure, filters, isOther, when }: Omit<Explainable, "name">,
  ofOther: string,
): ReactNode {
  const behind = {
    asked: { ...asked, range: when?.range ?? asked.range },
    hour: when?.hour,
    filters: isOther ? asked.filters : filters,
    children: isOther ? ofOther : undefined,
  };
  if (figures.calls === 0) return undefined;
  if (measure === "cost") return <CallsBehindCost {...behind} unpricedCalls={figures.unpricedCalls} />;
  if (measure === "failedCalls" && figures.failedCalls === 0) return undefined;
  return <CallsBehind {...behind} only={measure === "failedCalls" ? "failed" : undefined} />;
}
