import "../../components/data-table.css";
import "../../features/figures/figures.css";
import { IconAlertTriangle } from "@tabler/icons-react";
import { usePrefetchQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { FirmsQuery, FirmsUsage } from "usage-core";
import { Command } from "../../components/command.tsx";
import { FileMenu } from "../../components/download-menu.tsx";
import { FullPage } from "../../components/full-page.tsx";
import { Panel } from "../../components/panel.tsx";
import { DataTableSkeleton } from "../../components/skeletons.tsx";
import { useReadTime } from "../../components/use-read-time.ts";
import { useToday } from "../../components/use-today.ts";
import { firmsExport } from "../../export-url.ts";
import { UnpricedNote } from "../../features/figures/as-of-line.tsx";
import { periodSearch, type RangeChoice, rangeChoiceOf, resolveRange } from "../../features/range/period-search.ts";
import { RangePicker } from "../../features/range/range-picker.tsx";
import { Frame } from "../../frame/frame.tsx";
import { Page } from "../../frame/page.tsx";
import { FirmsLink } from "../../frame/page-links.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useLiveChangesOfAll } from "../../live/use-live-changes.ts";
import { SignedIn } from "../../session/signed-in.tsx";
import { useTRPC } from "../../trpc.ts";
import { searchOf, sortOf } from "./firms-search.ts";
import { FirmsTable } from "./firms-table.tsx";
import { sharedRange, spanOfRanges } from "./shared-range.ts";

const route = getRouteApi("/firms");

/** All firms, for operators. Other readers are redirected to their firm. */
export function FirmsPage(): ReactNode {
  return (
    <SignedIn>
      {({ firmId }) => (firmId === null ? <AllFirms /> : <Navigate to="/firms/$firmId" params={{ firmId }} replace />)}
    </SignedIn>
  );
}

function AllFirms(): ReactNode {
  const { t } = useTexts();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday("UTC");
  const { range: preset, from, to } = search;
  const choice = useMemo(() => rangeChoiceOf({ range: preset, from, to }), [preset, from, to]);
  const live = useLiveChangesOfAll();
  const queryClient = useQueryClient();
  const api = useTRPC();
  const query = useQuery(api.ops.firms.queryOptions(asked(choice)));
  // A named period can be other days in each firm's zone: the span of all of them, or UTC's days until they are known.
  const span = spanOfRanges(query.data?.firms.map((firm) => firm.range) ?? []);
  const range = (query.isPlaceholderData ? null : span) ?? resolveRange(choice, today);
  // Every page of a firm needs this list first. With it the next page is complete at once, and its heading gets the focus.
  usePrefetchQuery(api.firms.list.queryOptions());
  const changePeriod = (next: RangeChoice) =>
    navigate({ search: (before) => ({ ...before, ...periodSearch(next) }), resetScroll: false });
  if (query.data?.firms.length === 0) return <NoFirms />;
  return (
    <Frame
      links={<FirmsLink />}
      period={
        <RangePicker
          choice={choice}
          range={range}
          // East of UTC it may be tomorrow already.
          today={[today, range.endDate].sort().at(-1) ?? today}
          timeZone={t("firms.ownZones")}
          zoneNote={t("firms.ownZonesNote")}
          onChange={changePeriod}
          onConsider={(next) => void queryClient.prefetchQuery(api.ops.firms.queryOptions(asked(next)))}
        />
      }
      live={live}
    >
      <Page title={t("firms.title")}>
        <Panel
          title={t("firms.ranked")}
          note={<Note usage={query.data} hasFailed={query.error !== null} />}
          tools={<FileMenu address={firmsExport(asked(choice))} />}
          query={query}
          skeleton={<DataTableSkeleton rows={8} hasSearch />}
        >
          {(usage) => (
            <>
              <FirmsTable
                usage={usage}
                choice={choice}
                sort={sortOf(search)}
                onSort={(sort) =>
                  navigate({ search: (before) => ({ ...before, ...searchOf(sort) }), resetScroll: false })
                }
                search={search.q ?? ""}
                onSearch={(q) =>
                  // Replaces the history entry: back leads to the page before, not to the letter before.
                  navigate({
                    search: (before) => ({ ...before, q: q === "" ? undefined : q }),
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
              <div className="data-table-foot">
                <UnpricedNote calls={usage.total.unpricedCalls} />
              </div>
            </>
          )}
        </Panel>
      </Page>
    </Frame>
  );
}

function asked(choice: RangeChoice): FirmsQuery {
  return "custom" in choice ? { range: choice.custom } : choice;
}

interface NoteProps {
  readonly usage: FirmsUsage | undefined;
  /** Whether the figures are older than they should be. */
  readonly hasFailed: boolean;
}

/** How many there are, and when they were read. */
function Note({ usage, hasFailed }: NoteProps): ReactNode {
  if (usage === undefined) return null;
  return hasFailed ? <FailedNote {...usage} /> : <ReadNote {...usage} />;
}

function FailedNote({ asOf }: FirmsUsage): ReactNode {
  const { t } = useTexts();
  const { time } = useReadTime({ asOf, timeZone: "UTC", cacheAgeMs: 0 });
  return (
    <span className="figures-warning">
      <IconAlertTriangle size={14} aria-hidden />
      {t("asOf.refreshFailed", { time, zone: "UTC" })}
    </span>
  );
}

function ReadNote({ firms, asOf }: FirmsUsage): ReactNode {
  const { t, format } = useTexts();
  const { time } = useReadTime({ asOf, timeZone: "UTC", cacheAgeMs: 0 });
  const count = t("firms.hint", { count: firms.length, formatted: format.count(firms.length) });
  const previous = sharedRange(firms.map(({ previousRange }) => previousRange));
  const changes =
    previous === null ? t("firms.againstOwn") : t("firms.against", { period: format.dateRange(previous) });
  return `${count} · ${t("firms.asOf", { time })}; ${changes}`;
}

function NoFirms(): ReactNode {
  const { t } = useTexts();
  return (
    <FullPage title={t("empty.noFirms")}>
      <p>{t("empty.noFirmsBody")}</p>
      <Command>npm run usage -- import calls.csv --firm acme --create --time-zone Europe/Bucharest</Command>
    </FullPage>
  );
}
