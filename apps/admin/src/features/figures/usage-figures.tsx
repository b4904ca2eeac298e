import type { ReactNode } from "react";
import {
  type Answer,
  type DateRange,
  type ExploreFigures,
  isUnpriced,
  type Measure,
  type UsageFilters,
} from "usage-core";
import { changeOf, changeOfRate } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import type { Explained } from "../../components/explanation.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { CallsBehind, CallsBehindCost } from "../explained/calls-behind.tsx";
import { Figure } from "./figure.tsx";
import { rateOf } from "./figure-courses.ts";
import { perCall, perDay } from "./figures.ts";

/** What is shown of a period's usage: its sums, what to compare them with, and where they come from. */
export interface ShownUsage {
  readonly firmId: string;
  readonly range: DateRange;
  /** Absent: all of the firm's calls. */
  readonly filters?: UsageFilters;
  /** What one must know of the sums to trust them. */
  readonly answer: Pick<Answer<unknown>, "asOf" | "timeZone" | "cacheAgeMs">;
  readonly figures: ExploreFigures;
  /** `undefined` while it is not there. */
  readonly compared:
    | {
        /** The same sums as `figures`, read in one with those before: a change is between two sums of one instant. */
        readonly now: ExploreFigures;
        readonly before: ExploreFigures | null;
        readonly previousRange: DateRange | null;
      }
    | undefined;
}

interface UsageFigureProps {
  readonly usage: ShownUsage;
  readonly name: string;
  readonly courseName: string;
  readonly course: readonly (number | null)[] | undefined;
}

/** What the calls cost, `formula` saying of which calls it is the sum. */
export function CostFigure(props: UsageFigureProps & { readonly formula: Explained["formula"] }): ReactNode {
  const { usage, name, courseName, course, formula } = props;
  const { t, format } = useTexts();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const { figures } = usage;
  const { unpricedCalls } = figures;
  const average = isUnpriced(figures) ? null : perCall(figures.cost, figures.calls - unpricedCalls);
  return (
    <Figure
      name={name}
      full={unpricedText(unpricedCalls)}
      sub={average !== null && t("figures.costPerCall", { amount: format.eur(average) })}
      change={<UsageChange usage={usage} measure="cost" />}
      courseName={courseName}
      course={course}
      courseText={format.eur}
    >
      <ExplainedNumber
        name={name}
        value={costText(figures)}
        formula={formula}
        range={usage.range}
        answer={usage.answer}
        unpricedCalls={unpricedCalls}
        link={<CallsBehindCost asked={usage} unpricedCalls={unpricedCalls} />}
      />
    </Figure>
  );
}

export function TokensFigure({ usage, name, courseName, course }: UsageFigureProps): ReactNode {
  const { t, format } = useTexts();
  const { tokens, calls } = usage.figures;
  const average = perCall(tokens, calls);
  return (
    <Figure
      name={name}
      full={format.count(tokens)}
      sub={average !== null && t("figures.tokensPerCall", { tokens: format.average(average) })}
      change={<UsageChange usage={usage} measure="tokens" />}
      courseName={courseName}
      course={course}
      courseText={format.countShort}
    >
      <ExplainedNumber
        name={name}
        value={format.countShort(tokens)}
        formula={() => t("figures.tokensFormula", { tokens: format.count(tokens) })}
        range={usage.range}
        answer={usage.answer}
        unpricedCalls={null}
        link={<CallsBehind asked={usage} />}
      />
    </Figure>
  );
}

/** How many calls there were, `formula` saying which. */
export function CallsFigure(props: UsageFigureProps & { readonly formula: Explained["formula"] }): ReactNode {
  const { usage, name, courseName, course, formula } = props;
  const { t, format } = useTexts();
  const { range, answer } = usage;
  const { calls } = usage.figures;
  const average = calls > 0 ? perDay(calls, range, answer) : null;
  return (
    <Figure
      name={name}
      sub={average !== null && t("figures.callsPerDay", { calls: format.average(average) })}
      change={<UsageChange usage={usage} measure="calls" />}
      courseName={courseName}
      course={course}
      courseText={format.count}
    >
      <ExplainedNumber
        name={name}
        value={format.count(calls)}
        formula={formula}
        range={range}
        answer={answer}
        unpricedCalls={null}
        link={<CallsBehind asked={usage} />}
      />
    </Figure>
  );
}

export function SuccessFigure({ usage, name, courseName, course }: UsageFigureProps): ReactNode {
  const { t, format } = useTexts();
  const { calls, failedCalls } = usage.figures;
  const rate = rateOf(usage.figures);
  const count = { count: failedCalls, formatted: format.count(failedCalls) };
  return (
    <Figure
      name={name}
      sub={
        rate === null
          ? t("figures.noCallsYet")
          : failedCalls === 0
            ? t("figures.allSucceeded")
            : t("figures.failed", count)
      }
      change={<RateChange usage={usage} />}
      courseName={courseName}
      course={course}
      courseText={format.rate}
    >
      <ExplainedNumber
        name={name}
        value={rate === null ? "–" : format.rate(rate)}
        formula={() =>
          t("figures.rateFormula", {
            succeeded: format.count(calls - failedCalls),
            calls: format.count(calls),
          })
        }
        range={usage.range}
        answer={usage.answer}
        unpricedCalls={null}
        link={<CallsBehind asked={usage} only={failedCalls > 0 ? "failed" : undefined} />}
      />
    </Figure>
  );
}

function UsageChange({ usage, measure }: { readonly usage: ShownUsage; readonly measure: Measure }): ReactNode {
  if (usage.compared === undefined) return null;
  const { now, before, previousRange } = usage.compared;
  return (
    <ChangeBadge
      change={changeOf(now, before, measure)}
      previousRange={previousRange}
      isPartial={measure === "cost" && now.unpricedCalls + (before?.unpricedCalls ?? 0) > 0}
    />
  );
}

function RateChange({ usage: { compared } }: { readonly usage: ShownUsage }): ReactNode {
  if (compared === undefined || compared.before === null) return null;
  const now = rateOf(compared.now);
  const before = rateOf(compared.before);
  const change = now === null || before === null ? null : changeOfRate(now, before);
  return <ChangeBadge change={change} previousRange={compared.previousRange} isRate />;
}
