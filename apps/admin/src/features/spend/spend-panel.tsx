import "./spend.css";
import { SegmentedControl } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import {
  type Answer,
  type DateRange,
  DIMENSIONS,
  type Dimension,
  type Explore,
  type ExploreBucket,
  type ExploreQueryInput,
  isUnpriced,
  type UsageOverview,
} from "usage-core";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import { LazyStackedChart } from "../../components/lazy-stacked-chart.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { StackedChartSkeleton } from "../../components/skeletons.tsx";
import { TableToggle } from "../../components/table-toggle.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsLink } from "../calls-link.tsx";
import { ExplainedStack } from "../explained/explained-stack.tsx";
import { type Pace, paceOf } from "../pace/pace.ts";
import { daysOfExplore, paceProjection, showsMonthToDate } from "../pace/pace-projection.ts";
import { isSpendStep, offeredSteps, type SpendStep } from "./spend-step.ts";

interface SpendPanelProps {
  readonly question: ExploreQueryInput & { readonly firmId: string };
  readonly query: PanelQuery<Answer<Explore>>;
  /** For the projection; the spend does not wait for it. */
  readonly overview: Answer<UsageOverview> | undefined;
  readonly split: Dimension;
  readonly onSplit: (split: Dimension) => void;
  readonly step: SpendStep;
  readonly onStep: (step: SpendStep) => void;
  readonly openDay: string | undefined;
  /** A day, a week or a month of the chart, which is of that step. */
  readonly onOpen: (bucket: ExploreBucket, step: SpendStep) => void;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** The spend over time, grouped, and where the current month is heading when the period includes it. */
export function SpendPanel(props: SpendPanelProps): ReactNode {
  const {
    question: { firmId, ...question },
    query,
    overview,
    split,
    onSplit,
    step,
    onStep,
    openDay,
    onOpen,
    headingRef,
    isTable,
    onTable,
  } = props;
  const { t, format } = useTexts();
  const { range } = question;
  const steps = offeredSteps(range);
  const shown = useAnswered(query, { range, step, split });
  return (
    <Panel
      title={t(`spend.title.${step}`)}
      note={t(`spend.hint.${step}`)}
      tools={
        <div className="spend-tools">
          {steps.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t("spend.step")}
              data={steps.map((value) => ({ value, label: t(`parts.bucket.${value}`) }))}
              value={step}
              onChange={(next) => isSpendStep(next) && onStep(next)}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t("spend.split")}
            data={DIMENSIONS.map((value) => ({ value, label: t(`entity.${value}`) }))}
            value={split}
            onChange={(next) => {
              const chosen = DIMENSIONS.find((dimension) => dimension === next);
              if (chosen !== undefined) onSplit(chosen);
            }}
          />
          <TableToggle isTable={isTable} onChange={onTable} />
          <DownloadMenu what="explore" firmId={firmId} query={question} />
        </div>
      }
      query={query}
      skeleton={<StackedChartSkeleton />}
      headingRef={headingRef}
    >
      {(answer) => {
        const { data: explore } = answer;
        const isByDay = shown.step === "day";
        const pace = isByDay ? paceWithin(answer, shown.range, overview) : null;
        const shared = {
          label: t(`spend.chart.${shown.step}`, {
            split: t(`spend.by.${shown.split}`),
            range: format.dateRange(shown.range),
          }),
          explore,
          granularity: shown.step,
          measure: "cost",
          answer,
          onOpen: (bucket: ExploreBucket) => onOpen(bucket, shown.step),
        } as const;
        if (isTable) return <ExplainedStack {...shared} firmId={firmId} range={shown.range} />;
        return (
          <>
            <LazyStackedChart
              {...shared}
              projection={pace === null ? undefined : paceProjection(daysOfExplore(explore), pace, t("pace.expected"))}
              openStart={isByDay ? openDay : undefined}
            />
            {isByDay && (
              // Always a line, so that nothing moves when the projection arrives.
              <p className="panel-note figure spend-pace">
                {pace !== null && <PaceLine firmId={firmId} pace={pace} answer={answer} />}
              </p>
            )}
          </>
        );
      }}
    </Panel>
  );
}

interface PaceLineProps {
  readonly firmId: string;
  readonly pace: Pace;
  readonly answer: Answer<Explore>;
}

/** Where the month is heading, and at which pace. */
function PaceLine({ firmId, pace, answer }: PaceLineProps): ReactNode {
  const { t, format } = useTexts();
  const { monthStart, monthEnd, monthToDate, perDay, projectedMonthEnd, today, unpricedCalls } = pace;
  const line = t("pace.pace", {
    amount: format.eur(perDay),
    total: format.eur(projectedMonthEnd),
    date: format.date(monthEnd, "day"),
  });
  return (
    <ExplainedNumber
      name={t("explained.paceName")}
      value={t("pace.perDay", { amount: format.eur(perDay) })}
      formula={() => t("explained.pace", { soFar: format.eur(monthToDate), perDay: format.eur(perDay) })}
      range={{ startDate: monthStart, endDate: monthEnd }}
      answer={answer}
      unpricedCalls={unpricedCalls}
      link={
        <CallsLink firmId={firmId} range={{ startDate: monthStart, endDate: today }}>
          {t("figures.behindMonth")}
        </CallsLink>
      }
    >
      {line}
    </ExplainedNumber>
  );
}

/** `null` without a projection: the period lacks a part of the month to date, or no call of the month has a price. */
function paceWithin(
  answer: Answer<Explore>,
  range: DateRange,
  overview: Answer<UsageOverview> | undefined,
): Pace | null {
  if (overview === undefined) return null;
  const pace = paceOf(daysOfExplore(answer.data), answer, overview.data);
  const isKnown = !isUnpriced({ cost: pace.projectedMonthEnd, unpricedCalls: pace.unpricedCalls });
  return isKnown && showsMonthToDate(range, pace) ? pace : null;
}
