import "./overview.css";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ExploreBucket } from "usage-core";
import { DEFAULT_SORT } from "../../features/breakdown/default-sort.ts";
import { periodSearch } from "../../features/range/period-search.ts";
import { spendStep } from "../../features/spend/spend-step.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { OverviewPanels } from "./overview-panels.tsx";
import { DEFAULT_SPLIT, type OverviewSearch, openDay, tableSearch } from "./overview-search.ts";

const route = getRouteApi("/firms/$firmId/");

/** Where the money goes, and where the month will end. */
export function OverviewPage(): ReactNode {
  const { t } = useTexts();
  const { firm, range, today } = useFirmView();
  const search = route.useSearch();
  const navigate = route.useNavigate();

  function choose(change: OverviewSearch, replace = false): void {
    void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false, replace });
  }

  function open({ startDate, endDate }: ExploreBucket): void {
    if (spendStep(range, search.step) === "day") {
      choose({ day: startDate });
      return;
    }
    const period = periodSearch({ custom: { startDate, endDate } });
    void navigate({ search: (before) => ({ ...before, ...period, step: undefined }), resetScroll: false });
  }

  return (
    <Page title={t("overview.title")}>
      <OverviewPanels
        firm={firm}
        range={range}
        today={today}
        search={search}
        openDay={openDay(search, range, today)}
        onOpenDay={(day) => choose({ day })}
        onOpen={open}
        onSplit={(split) => choose({ split: split === DEFAULT_SPLIT ? undefined : split })}
        onStep={(step) => choose({ step })}
        onShowAll={(all) => choose({ all, sort: undefined, find: undefined })}
        onSort={(sort) => choose({ sort: sort === DEFAULT_SORT ? undefined : sort })}
        // In place: back leads to the page before, not to the letter before.
        onFind={(find) => choose({ find: find === "" ? undefined : find }, true)}
        onTable={(chart, isTable) => choose(tableSearch(search, chart, isTable))}
      />
    </Page>
  );
}
