import { Skeleton } from "@mantine/core";
import { lazy, type ReactNode, type Ref, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, type DateRange, isUnpriced, localDayAt, type UsageOverview } from "usage-core";
import { Panel } from "../../components/panel.tsx";
import { TableToggle } from "../../components/table-toggle.tsx";
import { useDailyCosts } from "../live-usage.ts";
import { dailyBars, showsMonthToDate } from "./daily-bars.ts";
import { DailyTable } from "./daily-table.tsx";
import { paceOf } from "./pace.ts";

const DailyChart = lazy(async () => ({ default: (await import("./daily-chart.tsx")).DailyChart }));

interface DailyPanelProps {
  readonly firmId: string;
  readonly range: DateRange;
  /** For the projection; the days are shown without it while it is not there. */
  readonly overview: Answer<UsageOverview> | undefined;
  readonly openDay: string | undefined;
  readonly onOpenDay: (day: string) => void;
  readonly headingRef: Ref<HTMLHeadingElement>;
}

/** Cost per day of the period, and where the current month is heading when the period holds it. */
export function DailyPanel({ firmId, range, overview, openDay, onOpenDay, headingRef }: DailyPanelProps): ReactNode {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const days = useDailyCosts(firmId, range);
  return (
    <Panel
      title={t("daily.title")}
      note={t("daily.hint")}
      tools={<TableToggle isTable={isTable} onChange={setTable} />}
      query={days}
      skeleton={<DailySkeleton />}
      headingRef={headingRef}
    >
      {(answer) => {
        const today = localDayAt(Date.parse(answer.asOf), answer.timeZone).date;
        const month = overview === undefined ? null : paceOf(answer.data, answer, overview.data);
        const first = answer.data[0];
        const last = answer.data.at(-1);
        const shown = first === undefined || last === undefined ? range : { startDate: first.date, endDate: last.date };
        // A month of which no call has a price goes on to nobody knows where.
        const isKnown =
          month !== null && !isUnpriced({ cost: month.projectedMonthEnd, unpricedCalls: month.unpricedCalls });
        const pace = isKnown && showsMonthToDate(shown, month) ? month : null;
        const bars = dailyBars(answer.data, today, pace);
        if (isTable) return <DailyTable bars={bars} range={shown} onOpenDay={onOpenDay} />;
        return (
          <Suspense fallback={<DailySkeleton />}>
            <DailyChart bars={bars} range={shown} pace={pace} openDay={openDay} onOpenDay={onOpenDay} />
          </Suspense>
        );
      }}
    </Panel>
  );
}

function DailySkeleton(): ReactNode {
  return (
    <>
      <Skeleton height={260} />
      <Skeleton width={220} height={12} mt={11} mb={3} />
    </>
  );
}
