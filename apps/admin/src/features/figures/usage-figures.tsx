import type { ReactNode } from "react";
import { type DateRange, type ExploreFigures, isUnpriced, type Measure, type UsageFilters } from "usage-core";
import { changeOf, changeOfRate } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import type { Explained } from "../../components/explanation.tsx";
import type { AnswerReading } from "../../components/reading.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsBehind, CallsBehindCost } from "../explained/calls-behind.tsx";
import { Figure, type FigureProps } from "./figure.tsx";
import { rateOf } from "./figure-courses.ts";
import { perCall, perDay } from "./figures.ts";

/** What is shown of a period's usage: its sums, what to compare them with, and where they come from. */
export interface ShownUsage {
  readonly firmId: string;
  readonly range: DateRange;
  /** Absent: all of the firm's calls. */
  readonly filters?: UsageFilters;
  readonly answer: AnswerReading;
  readonly figures: ExploreFigures;
  /** `undefined` while it is not there. */
  readonly compared:
    | {
        /** The same sums as `figures`, from one answer with those before, so that a change compares sums of the same instant. */
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

type WithFormula = UsageFigureProps & Pick<Explained, "formula">;

/** What the calls cost. `formula` says which calls are summed up. */
export function CostFigure(props: WithFormula): ReactNode {
  const { usage } = props;
  const { t, format, costText, unpricedText } = useTexts();
  const { figures } = usage;
  const { unpricedCalls } = figures;
  const average = isUnpriced(figures) ? null : perCall(figures.cost, figures.calls - unpricedCalls);
  return (
    <UsageFigure
      {...props}
      value={costText(figures)}
      full={unpricedText(unpricedCalls)}
      sub={average !== null && t("figures.costPerCall", { amount: format.eur(average) })}
      change={<UsageChange usage={usage} measure="cost" />}
      courseText={format.eur}
      unpricedCalls={unpricedCalls}
      link={<CallsBehindCost asked={usage} unpricedCalls={unpricedCalls} />}
    />
  );
}

export function TokensFigure(props: UsageFigureProps): ReactNode {
  const { usage } = props;
  const { t, format } = useTexts();
  const { tokens, calls } = usage.figures;
  const average = perCall(tokens, calls);
  return (
    <UsageFigure
      {...props}
      value={format.countShort(tokens)}
      full={format.count(tokens)}
      formula={() => t("figures.tokensFormula", { tokens: format.count(tokens) })}
      sub={average !== null && t("figures.tokensPerCall", { tokens: format.average(average) })}
      change={<UsageChange usage={usage} measure="tokens" />}
      courseText={format.countShort}
      link={<CallsBehind asked={usage} />}
    />
  );
}

/** How many calls there were. `formula` says which calls are counted. */
export function CallsFigure(props: WithFormula): ReactNode {
  const { usage } = props;
  const { t, format } = useTexts();
  const { calls } = usage.figures;
  const average = calls > 0 ? perDay(calls, usage.range, usage.answer) : null;
  return (
    <UsageFigure
      {...props}
      value={format.count(calls)}
      sub={average !== null && t("figures.callsPerDay", { calls: format.average(average) })}
      change={<UsageChange usage={usage} measure="calls" />}
      courseText={format.count}
      link={<CallsBehind asked={usage} />}
    />
  );
}

export function SuccessFigure(props: UsageFigureProps): ReactNode {
  const { usage } = props;
  const { t, format } = useTexts();
  const { calls, failedCalls } = usage.figures;
  const rate = rateOf(usage.figures);
  const count = { count: failedCalls, formatted: format.count(failedCalls) };
  const outcome = failedCalls === 0 ? t("figures.allSucceeded") : t("figures.failed", count);
  return (
    <UsageFigure
      {...props}
      value={rate === null ? "–" : format.rate(rate)}
      formula={() =>
        t("figures.rateFormula", { succeeded: format.count(calls - failedCalls), calls: format.count(calls) })
      }
      sub={rate === null ? t("figures.noCallsYet") : outcome}
      change={<RateChange usage={usage} />}
      courseText={format.rate}
      link={<CallsBehind asked={usage} only={failedCalls > 0 ? "failed" : undefined} />}
    />
  );
}

interface UsageFigureParts
  extends UsageFigureProps,
    Pick<Explained, "value" | "formula" | "link">,
    Pick<FigureProps, "full" | "sub" | "change" | "courseText"> {
  /** Absent: it is no cost. */
  readonly unpricedCalls?: number;
}

/** A figure that opens its explanation. */
function UsageFigure({ usage, value, formula, unpricedCalls, link, ...figure }: UsageFigureParts): ReactNode {
  return (
    <Figure {...figure}>
      <ExplainedNumber
        name={figure.name}
        value={value}
        formula={formula}
        range={usage.range}
        answer={usage.answer}
        unpricedCalls={unpricedCalls ?? null}
        link={link}
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
