import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense } from "react";
import type { Answer, DateRange, UsageOverview } from "usage-core";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { TableToggle } from "../../components/table-toggle.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { paceOf } from "../pace/pace.ts";
import { monthLine } from "./month-line.ts";
import { MonthTable } from "./month-table.tsx";

const MonthChart = lazy(async () => ({ default: (await import("./month-chart.tsx")).MonthChart }));

interface MonthPanelProps {
  /** The month to date. */
  readonly question: { readonly firmId: string; readonly range: DateRange };
  readonly overview: PanelQuery<Answer<UsageOverview>>;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** The current month added up, and the pace to its end. It does not depend on the period. */
export function MonthPanel({ question, overview, isTable, onTable }: MonthPanelProps): ReactNode {
  const { t, format } = useTexts();
  const days = useQuery(useTRPC().usage.dailyCosts.queryOptions(question));
  // Both are needed: the line starts with the days and ends at the projection, which is the same in every period.
  const query = {
    data:
      days.data !== undefined && overview.data !== undefined
        ? { days: days.data, projection: overview.data.data }
        : undefined,
    error: days.error ?? overview.error,
    isPlaceholderData: days.isPlaceholderData,
    refetch: () => Promise.all([days.refetch(), overview.refetch()]),
  };
  const month = format.date(question.range.endDate, "month");
  return (
    <Panel
      title={t("month.title", { month: capitalised(month, format.locale) })}
      tools={<TableToggle isTable={isTable} onChange={onTable} />}
      query={query}
      skeleton={<MonthSkeleton />}
    >
      {({ days, projection }) => {
        const pace = paceOf(days.data, days, projection);
        const points = monthLine(days.data, pace);
        if (isTable) return <MonthTable {...{ points, month, pace }} firmId={question.firmId} answer={days} />;
        return (
          <Suspense fallback={<MonthSkeleton />}>
            <MonthChart points={points} pace={pace} month={month} />
          </Suspense>
        );
      }}
    </Panel>
  );
}

/** Romanian writes months in lower case, but a title begins with a capital. */
function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function MonthSkeleton(): ReactNode {
  return (
    <>
      <Skeleton height={260} />
      <Skeleton width={180} height={12} mt={11} mb={3} />
    </>
  );
}
