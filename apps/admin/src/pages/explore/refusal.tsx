import "../../components/panel.css";
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { ErrorAlert } from "../../components/error-alert.tsx";
import { ServerWords } from "../../components/error-text.tsx";
import { filtersSearch, isFiltered } from "../../features/filters/filters-search.ts";
import type { PeriodSearch } from "../../features/range/period-search.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { bySearch, type ExploreSearch, groupByOf } from "./explore-search.ts";

interface RefusalProps {
  readonly error: unknown;
  readonly search: ExploreSearch;
  readonly onChange: (change: ExploreSearch & PeriodSearch) => void;
}

/** Why the question is not answered, and similar questions that may be. */
export function Refusal({ error, search, onChange }: RefusalProps): ReactNode {
  const { t } = useTexts();
  const groupBy = groupByOf(search);
  const [first] = groupBy;
  return (
    <ErrorAlert title={t("explore.refused")}>
      <p className="error-text">{t("explore.refusedBody")}</p>
      <ServerWords error={error} />
      <Group gap={8}>
        {search.step === "hour" && (
          <Button size="xs" variant="default" onClick={() => onChange({ step: "day" })}>
            {t("explore.byDay")}
          </Button>
        )}
        {groupBy.length > 1 && first !== undefined && (
          <Button size="xs" variant="default" onClick={() => onChange({ by: bySearch([first]) })}>
            {t("explore.oneDimension")}
          </Button>
        )}
        {isFiltered(search) && (
          <Button size="xs" variant="default" onClick={() => onChange(filtersSearch({}))}>
            {t("explore.noFilters")}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange({ range: "7d", from: undefined, to: undefined, step: undefined })}
        >
          {t("range.last7Days")}
        </Button>
      </Group>
    </ErrorAlert>
  );
}
