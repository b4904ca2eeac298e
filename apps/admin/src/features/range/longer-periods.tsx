import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addDays, daysIn, MAX_RANGE_DAYS, presetRange } from "usage-core";
import { useFirmView } from "../../frame/firm-view.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { inPeriod } from "./period-search.ts";

/** Links to this page over longer periods, where there are any. */
export function LongerPeriods(): ReactNode {
  const { t } = useTexts();
  const { range, today } = useFirmView();
  const longest = { startDate: addDays(today, 1 - MAX_RANGE_DAYS), endDate: today };
  const length = daysIn(range);
  return (
    <>
      {length < daysIn(presetRange("90d", today)) && (
        <Link className="data-table-link" to="." search={inPeriod({ preset: "90d" })}>
          {t("range.last90Days")}
        </Link>
      )}
      {length < MAX_RANGE_DAYS && (
        <Link className="data-table-link" to="." search={inPeriod({ custom: longest })}>
          {t("range.longest", { days: MAX_RANGE_DAYS })}
        </Link>
      )}
    </>
  );
}
