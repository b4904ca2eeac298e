import type { ReactNode } from "react";
import type { DateRange, Measure, PartlyKnownCost, UsageFilters } from "usage-core";
import type { Explained } from "../../components/explanation.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { AskedUsage } from "./asked-usage.ts";
import { CallsBehind, CallsBehindCost } from "./calls-behind.tsx";

interface Explainable<M extends Measure> {
  readonly asked: AskedUsage;
  /** Whose usage: "gpt-4o". */
  readonly name: string;
  readonly figures: PartlyKnownCost & { readonly calls: number } & Readonly<Record<M, number>>;
  readonly measure: M;
  /** Which calls they are of; absent: all that were asked for. */
  readonly filters?: UsageFilters | undefined;
  /** Whether the figures are those of other. No filter selects its calls alone, so the link leads to those of the rows as well. */
  readonly isOther?: boolean | undefined;
  /** The bucket of the figures; absent: the whole period. */
  readonly when?: { readonly text: string; readonly range: DateRange; readonly hour?: string | undefined } | undefined;
}

/** Explains a sum of some calls: what is added up, and where these calls are listed. */
export function useExplain(): <M extends Measure>(of: Explainable<M>) => Explained {
  const { t, measureName, measureText } = useTexts();
  const formulas: Readonly<Record<Measure, (value: string) => string>> = {
    cost: () => t("explained.cost"),
    tokens: (tokens) => t("explained.tokens", { tokens }),
    calls: () => t("explained.calls"),
    failedCalls: () => t("explained.failedCalls"),
  };
  return ({ asked, name, figures, measure, filters, isOther = false, when }) => {
    const { unpricedCalls } = figures;
    const of = { measure: measureName(measure), name };
    const value = measureText(figures, measure);
    return {
      name: when === undefined ? t("explained.of", of) : t("explained.at", { ...of, when: when.text }),
      value,
      formula: () => (isOther ? `${t("explained.other")} ` : "") + formulas[measure](value),
      range: when?.range ?? asked.range,
      answer: asked.answer,
      unpricedCalls: measure === "cost" ? unpricedCalls : null,
      link: waysTo({ asked, figures, measure, filters, isOther, when }, t("explained.behindOther")),
    };
  };
}

function waysTo<M extends Measure>(
  { asked, figures, measure, filters, isOther, when }: Omit<Explainable<M>, "name">,
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
  if (measure === "failedCalls" && figures[measure] === 0) return undefined;
  return <CallsBehind {...behind} only={measure === "failedCalls" ? "failed" : undefined} />;
}
