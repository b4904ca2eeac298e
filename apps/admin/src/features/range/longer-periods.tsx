import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addDays, type DateRange, daysBetween, MAX_RANGE_DAYS, presetRange } from "usage-core";
import { useFirmView } from "../../frame/firm-view.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { periodSearch } from "./period-search.ts";

/** The way to this page over more days, where there are any. */
export function LongerPeriods({ range }: { readonly range: DateRange }): ReactNode {
  const { t } = useTexts();
  const { today } = useFirmView();
  const longest = { startDate: addDays(today, 1 - MAX_RANGE_DAYS), endDate: today };
  const length = lengthOf(range);
  return (
    <>
      {length < lengthOf(presetRange("90d", today)) && (
        <Link className="data-table-link" to="." search={withPeriod({ preset: "90d" })}>
          {t("range.last90Days")}
        </Link>
      )}
      {length < MAX_RANGE_DAYS && (
        <Link className="data-table-link" to="." search={withPeriod({ custom: longest })}>
          {t("range.longest", { days: MAX_RANGE_DAYS })}
        </Link>
      )}
    </>
  );
}

/** The page's address as it is, of another period. */
function withPeriod(choice: Parameters<typeof periodSearch>[0]) {
  return (before: object) => ({ ...before, ...periodSearch(choice) });
}

function lengthOf({ startDate, endDate }: DateRange): number {
  return daysBetween(startDate, endDate) + 1;
}
