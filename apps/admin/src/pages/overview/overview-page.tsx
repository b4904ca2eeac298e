import "./overview.css";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { OverviewPanels } from "./overview-panels.tsx";
import { openDay } from "./overview-search.ts";

const route = getRouteApi("/firms/$firmId/");

/** Where the money goes, and where the month will end. */
export function OverviewPage(): ReactNode {
  const { t } = useTranslation();
  const { firm, range, today } = useFirmView();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t("overview.title")}>
      <OverviewPanels
        firm={firm}
        range={range}
        today={today}
        openDay={openDay(search, range, today)}
        onOpenDay={(day) => navigate({ search: (before) => ({ ...before, day }), resetScroll: false })}
      />
    </Page>
  );
}
