import "../../components/panel.css";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { type DateRange, filteredDimensions, type UsageFilters } from "usage-core";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { filtersSearch } from "../../features/filters/filters-search.ts";
import { LongerPeriods } from "../../features/range/longer-periods.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { ExploreSearch } from "./explore-search.ts";

interface NoMatchProps {
  readonly range: DateRange;
  readonly filters: UsageFilters;
  readonly onChange: (change: ExploreSearch) => void;
}

/** Shown in place of chart and table when both would be empty. */
export function NoMatch({ range, filters, onChange }: NoMatchProps): ReactNode {
  const { t, format } = useTexts();
  if (filteredDimensions(filters).length === 0) return <EmptyNotice />;
  return (
    <section className="panel explore-empty">
      <h2 className="panel-title">{t("explore.noMatch")}</h2>
      <p>{t("explore.noMatchBody", { range: format.dateRange(range) })}</p>
      <div className="explore-empty-ways">
        <Button size="xs" variant="default" onClick={() => onChange(filtersSearch({}))}>
          {t("explore.clearFilters")}
        </Button>
        <LongerPeriods />
      </div>
    </section>
  );
}
