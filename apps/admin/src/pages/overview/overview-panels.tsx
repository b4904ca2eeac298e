import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef } from "react";
import type { DateRange, Dimension, ExploreBucket } from "usage-core";
import { BreakdownPanel } from "../../features/breakdown/breakdown-panel.tsx";
import type { FullView } from "../../features/breakdown/full-breakdown.tsx";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { FiguresPanel } from "../../features/figures/figures-panel.tsx";
import { HeatPanel } from "../../features/heat/heat-panel.tsx";
import { HoursPanel } from "../../features/hours/hours-panel.tsx";
import { MonthPanel } from "../../features/month/month-panel.tsx";
import { SpendPanel } from "../../features/spend/spend-panel.tsx";
import { type SpendStep, spendStep } from "../../features/spend/spend-step.ts";
import type { Firm } from "../../frame/firm-view.ts";
import { useTRPC } from "../../trpc.ts";
import { overviewQuestions, TOP_ROWS } from "./overview-questions.ts";
import { type ChartName, DEFAULT_SPLIT, type OverviewSearch } from "./overview-search.ts";

interface OverviewPanelsProps {
  readonly firm: Firm;
  readonly range: DateRange;
  /** The date in the firm's zone. */
  readonly today: string;
  readonly search: OverviewSearch;
  readonly openDay: string | undefined;
  /** `undefined` closes the open day. */
  readonly onOpenDay: (day: string | undefined) => void;
  /** A bar of the spend over time. */
  readonly onOpen: (bucket: ExploreBucket) => void;
  readonly onSplit: (split: Dimension) => void;
  readonly onStep: (step: SpendStep) => void;
  /** `undefined`: only the largest rows of every dimension again. */
  readonly onShowAll: (dimension: Dimension | undefined) => void;
  readonly onSort: (sort: string) => void;
  readonly onFind: (find: string) => void;
  readonly onTable: (chart: ChartName, isTable: boolean) => void;
}

/** One firm's period: figures, spend over time, hours of a day, and who and what caused them. */
export function OverviewPanels(props: OverviewPanelsProps): ReactNode {
  const { firm, range, today, search, openDay, onOpenDay, onOpen, onSplit, onStep, onShowAll, onSort, onFind } = props;
  const { usage } = useTRPC();
  const questions = overviewQuestions(firm.id, range, today, search);
  const overview = useQuery(usage.overview.queryOptions(questions.period));
  const days = useQuery(usage.explore.queryOptions(questions.figures));
  const months = useQuery(usage.explore.queryOptions(questions.months));
  const spend = useQuery(usage.explore.queryOptions(questions.spend));
  const breakdown = (dimension: Dimension) => (
    <Breakdown
      dimension={dimension}
      question={questions.breakdown(dimension)}
      showsAll={search.all === dimension}
      onShowAll={(showsAll) => onShowAll(showsAll ? dimension : undefined)}
      view={{ sort: search.sort, onSort, find: search.find, onFind }}
    />
  );
  const inFigures = (chart: ChartName) => ({
    isTable: search.table?.includes(chart) ?? false,
    onTable: (isTable: boolean) => props.onTable(chart, isTable),
  });
  const isOver = range.endDate < today;
  const spendHeading = useRef<HTMLHeadingElement>(null);
  const isEmpty = overview.data?.data.totalCalls === 0 && !overview.isPlaceholderData;
  return (
    <>
      <FiguresPanel firmId={firm.id} range={range} overview={overview} days={days} months={months} />
      {isEmpty ? (
        <EmptyNotice firmId={firm.id} />
      ) : (
        <>
          <div className="dashboard-charts">
            <SpendPanel
              firmId={firm.id}
              range={range}
              query={spend}
              overview={overview.data}
              split={search.split ?? DEFAULT_SPLIT}
              onSplit={onSplit}
              step={spendStep(range, search.step)}
              onStep={onStep}
              openDay={openDay}
              onOpen={onOpen}
              {...inFigures("spend")}
              headingRef={spendHeading}
            />
            <MonthPanel firmId={firm.id} today={today} overview={overview} {...inFigures("month")} />
          </div>
          {openDay !== undefined && (
            <HoursPanel
              firmId={firm.id}
              day={openDay}
              firstDay={range.startDate}
              lastDay={isOver ? range.endDate : today}
              onGoTo={onOpenDay}
              {...inFigures("hours")}
              onClose={() => {
                spendHeading.current?.focus();
                onOpenDay(undefined);
              }}
            />
          )}
          <div className="dashboard-breakdowns">
            {breakdown("feature")}
            {breakdown("model")}
            {breakdown("user")}
            <div className="dashboard-column">
              {breakdown("provider")}
              <Heat question={questions.period} />
            </div>
          </div>
        </>
      )}
    </>
  );
}

type Questions = ReturnType<typeof overviewQuestions>;

interface BreakdownProps {
  readonly dimension: Dimension;
  readonly question: ReturnType<Questions["breakdown"]>;
  readonly showsAll: boolean;
  readonly onShowAll: (showsAll: boolean) => void;
  readonly view: FullView;
}

function Breakdown({ question, ...panel }: BreakdownProps): ReactNode {
  const query = useQuery(useTRPC().usage.explore.queryOptions(question));
  return <BreakdownPanel question={question} query={query} topRows={TOP_ROWS} {...panel} />;
}

function Heat({ question }: { readonly question: Questions["period"] }): ReactNode {
  return <HeatPanel {...question} query={useQuery(useTRPC().usage.costsByWeekHour.queryOptions(question))} />;
}
