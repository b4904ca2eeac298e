import "./overview.css";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import type { Dimension, ExploreBucket } from "usage-core";
import { BreakdownPanel } from "../../features/breakdown/breakdown-panel.tsx";
import { DEFAULT_SORT } from "../../features/breakdown/default-sort.ts";
import type { FullView } from "../../features/breakdown/full-breakdown.tsx";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { FiguresPanel } from "../../features/figures/figures-panel.tsx";
import { HeatPanel } from "../../features/heat/heat-panel.tsx";
import { HoursPanel } from "../../features/hours/hours-panel.tsx";
import { MonthPanel } from "../../features/month/month-panel.tsx";
import { periodSearch } from "../../features/range/period-search.ts";
import { SpendPanel } from "../../features/spend/spend-panel.tsx";
import { type SpendStep, spendStep } from "../../features/spend/spend-step.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { overviewQuestions, TOP_ROWS } from "./overview-questions.ts";
import { type ChartName, DEFAULT_SPLIT, type OverviewSearch, openDay, tableSearch } from "./overview-search.ts";

const route = getRouteApi("/firms/$firmId/");

/** Where the money goes, and where the month will end: figures, spend over time, hours of a day, and who and what caused them. */
export function OverviewPage(): ReactNode {
  const { t } = useTexts();
  const { firm, range, today } = useFirmView();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { usage } = useTRPC();
  const questions = overviewQuestions(firm.id, range, today, search);
  const overview = useQuery(usage.overview.queryOptions(questions.period));
  const days = useQuery(usage.explore.queryOptions(questions.figures));
  const months = useQuery(usage.explore.queryOptions(questions.months));
  const spend = useQuery(usage.explore.queryOptions(questions.spend));
  const spendHeading = useRef<HTMLHeadingElement>(null);
  const isEmpty = overview.data?.data.totalCalls === 0 && !overview.isPlaceholderData;
  const day = openDay(search, range, today);
  const isOver = range.endDate < today;

  function choose(change: OverviewSearch, replace = false): void {
    void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false, replace });
  }

  function open({ startDate, endDate }: ExploreBucket, step: SpendStep): void {
    if (step === "day") {
      choose({ day: startDate });
      return;
    }
    const period = periodSearch({ custom: { startDate, endDate } });
    void navigate({ search: (before) => ({ ...before, ...period, step: undefined }), resetScroll: false });
  }

  const inFigures = (chart: ChartName) => ({
    isTable: search.table?.includes(chart) ?? false,
    onTable: (isTable: boolean) => choose(tableSearch(search, chart, isTable)),
  });
  const breakdown = (dimension: Dimension) => (
    <Breakdown
      dimension={dimension}
      question={questions.breakdown(dimension)}
      showsAll={search.all === dimension}
      onShowAll={(showsAll) => choose({ all: showsAll ? dimension : undefined, sort: undefined, find: undefined })}
      view={{
        sort: search.sort,
        onSort: (sort) => choose({ sort: sort === DEFAULT_SORT ? undefined : sort }),
        find: search.find,
        // Replaces the history entry: back leads to the page before, not to the letter before.
        onFind: (find) => choose({ find: find === "" ? undefined : find }, true),
      }}
    />
  );
  return (
    <Page title={t("overview.title")}>
      <FiguresPanel firmId={firm.id} range={range} overview={overview} days={days} months={months} />
      {isEmpty ? (
        <EmptyNotice />
      ) : (
        <>
          <div className="dashboard-charts">
            <SpendPanel
              question={questions.spend}
              query={spend}
              overview={overview.data}
              split={search.split ?? DEFAULT_SPLIT}
              onSplit={(split) => choose({ split: split === DEFAULT_SPLIT ? undefined : split })}
              step={spendStep(range, search.step)}
              onStep={(step) => choose({ step })}
              openDay={day}
              onOpen={open}
              {...inFigures("spend")}
              headingRef={spendHeading}
            />
            <MonthPanel question={questions.monthDays} overview={overview} {...inFigures("month")} />
          </div>
          {day !== undefined && (
            <HoursPanel
              firmId={firm.id}
              day={day}
              firstDay={range.startDate}
              lastDay={isOver ? range.endDate : today}
              onGoTo={(next) => choose({ day: next })}
              {...inFigures("hours")}
              onClose={() => {
                spendHeading.current?.focus();
                choose({ day: undefined });
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
    </Page>
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
