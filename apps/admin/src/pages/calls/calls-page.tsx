import "./calls.css";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { Panel } from "../../components/panel.tsx";
import { DataTableSkeleton } from "../../components/skeletons.tsx";
import { useCallName } from "../../components/use-call-name.ts";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { LongerPeriods } from "../../features/range/longer-periods.tsx";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { useCallColumns } from "./call-columns.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { CallsFilters } from "./calls-filters.tsx";
import { CallsList } from "./calls-list.tsx";
import { callsQuery } from "./calls-query.ts";
import { type CallsSearch, callsQuestion, isFiltered, withinPeriod } from "./calls-search.ts";
import { callsSummary, hasSummary } from "./calls-summary.ts";
import { NewCallsButton } from "./new-calls-button.tsx";
import { SummaryLine } from "./summary-line.tsx";

const route = getRouteApi("/firms/$firmId/calls");

/** The single calls behind every number. */
export function CallsPage(): ReactNode {
  const { t } = useTexts();
  const { firm, range } = useFirmView();
  const search = withinPeriod(route.useSearch(), range, firm.timeZone);
  const navigate = route.useNavigate();
  const { history } = useRouter();
  const api = useTRPC();
  const queryClient = useQueryClient();
  const question = callsQuestion(search, range);
  const options = callsQuery(api, firm.id, question);
  const query = useInfiniteQuery({ ...options, placeholderData: keepPreviousData });
  const calls = useMemo(() => query.data?.pages.flatMap(({ data }) => data.calls) ?? [], [query.data]);
  const summary = useQuery(
    api.usage.explore.queryOptions(
      { firmId: firm.id, range, filters: question.filters },
      { enabled: hasSummary(search) },
    ),
  );

  // Whether the history entry before the open story is the list, so that closing it can go back.
  const isStepAhead = useRef(false);
  const onOpen = useCallback(() => {
    isStepAhead.current = true;
  }, []);
  const closeStory = () => {
    if (isStepAhead.current) history.back();
    else void navigate({ search: (before) => ({ ...before, call: undefined }), replace: true, resetScroll: false });
    isStepAhead.current = false;
  };
  const columns = useCallColumns(firm.id, firm.timeZone, useCallName(calls), onOpen);

  const change = (filters: CallsSearch) =>
    navigate({ search: (before) => ({ ...before, ...filters }), resetScroll: false });
  const heading = useRef<HTMLHeadingElement>(null);
  const [readings, setReadings] = useState(0);
  /** Reads the list again, from the newest call on. */
  const loadNew = () => {
    setReadings(readings + 1);
    // The button, which has the focus, disappears.
    heading.current?.focus({ preventScroll: true });
    queryClient.setQueryData(options.queryKey, (list) =>
      list === undefined ? undefined : { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) },
    );
    void query.refetch();
  };

  const news = query.data !== undefined && !query.isPlaceholderData && (
    <NewCallsButton firmId={firm.id} question={question} listed={calls} isWhole={!query.hasNextPage} onLoad={loadNew} />
  );
  const isEmpty = query.data !== undefined && !query.isPlaceholderData && calls.length === 0;
  return (
    <Page title={t("calls.title")} note={t("calls.zone", { zone: firm.timeZone })}>
      <CallsFilters firmId={firm.id} timeZone={firm.timeZone} range={range} search={search} onChange={change} />
      {isEmpty && !isFiltered(search) ? (
        <>
          {news}
          <EmptyNotice />
        </>
      ) : (
        <Panel
          title={t("calls.list")}
          note={
            hasSummary(search) &&
            summary.data !== undefined &&
            !summary.isPlaceholderData && <SummaryLine {...callsSummary(summary.data.data.total.figures, search)} />
          }
          tools={
            <>
              {news}
              <DownloadMenu what="calls" firmId={firm.id} query={question} />
            </>
          }
          headingRef={heading}
          query={query}
          skeleton={<DataTableSkeleton rows={18} />}
        >
          {() =>
            calls.length === 0 ? (
              <p className="panel-note calls-none">
                {t("calls.none")}
                <LongerPeriods />
              </p>
            ) : (
              <CallsList
                // Remounted for another question, so that the list starts at its first call.
                key={query.isPlaceholderData ? "before" : JSON.stringify([readings, question])}
                calls={calls}
                columns={columns}
                query={query}
                openCall={search.call}
              />
            )
          }
        </Panel>
      )}
      <CallDrawer firm={firm} among={calls} id={search.call} onClose={closeStory} />
    </Page>
  );
}
