import "./explore.css";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ExploreBucket } from "usage-core";
import { useAnswered } from "../../components/use-answered.ts";
import { callsSearchOf } from "../../features/calls-link.tsx";
import { periodSearch } from "../../features/range/period-search.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { isWorthRetrying, useTRPC } from "../../trpc.ts";
import { ExploreBuilder } from "./explore-builder.tsx";
import { ExploreChartPanel } from "./explore-chart-panel.tsx";
import { DEFAULT_CHART, type ExploreSearch, exploreQuestions, exportedQuestion } from "./explore-search.ts";
import { ExploreTablePanel } from "./explore-table-panel.tsx";
import { NoMatch } from "./no-match.tsx";
import { Refusal } from "./refusal.tsx";

const route = getRouteApi("/firms/$firmId/explore");

/** Any question about usage: grouped, filtered, over time and compared. */
export function ExplorePage(): ReactNode {
  const { t } = useTexts();
  const { firm, range } = useFirmView();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  const { usage } = useTRPC();
  const { table, course } = exploreQuestions(search, range);
  // The two are mostly one question, which is then asked once.
  const tableQuery = useQuery(usage.explore.queryOptions({ firmId: firm.id, ...table }));
  const courseQuery = useQuery(usage.explore.queryOptions({ firmId: firm.id, ...course }));
  const shownTable = useAnswered(tableQuery, table);
  const shownCourse = useAnswered(courseQuery, course);
  const error = tableQuery.error ?? courseQuery.error;
  const isRefused = error !== null && !isWorthRetrying(error);
  const isEmpty = tableQuery.data?.data.total.figures.calls === 0 && !tableQuery.isPlaceholderData;

  function choose(change: ExploreSearch): void {
    void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false });
  }

  function open({ start, startDate, endDate }: ExploreBucket): void {
    const opened = { startDate, endDate };
    if (start.includes("T")) {
      void goTo({
        to: "/firms/$firmId/calls",
        params: { firmId: firm.id },
        search: callsSearchOf({ range: opened, filters: shownCourse.filters, hour: start }),
      });
      return;
    }
    // Without the granularity of the longer period, which would give a single bar.
    const period = periodSearch({ custom: opened });
    void navigate({ search: (before) => ({ ...before, ...period, step: undefined }), resetScroll: false });
  }

  return (
    <Page title={t("explore.title")}>
      <ExploreBuilder firmId={firm.id} range={range} search={search} onChange={choose} />
      {isRefused ? (
        <Refusal error={error} search={search} onChange={choose} />
      ) : isEmpty ? (
        <NoMatch range={range} filters={course.filters} onChange={choose} />
      ) : (
        <>
          <ExploreChartPanel
            firmId={firm.id}
            question={course}
            query={courseQuery}
            shown={shownCourse}
            kind={search.chart ?? DEFAULT_CHART}
            onKind={(chart) => choose({ chart })}
            onOpen={open}
          />
          <ExploreTablePanel
            firmId={firm.id}
            exported={exportedQuestion(search, range)}
            query={tableQuery}
            shown={shownTable}
            sort={search.sort}
            onSort={(sort) => choose({ sort })}
          />
        </>
      )}
    </Page>
  );
}
