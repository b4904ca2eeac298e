import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DateRange } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import { BreakdownPanel } from "../../features/breakdown/breakdown-panel.tsx";
import { featureRows, modelRows, userRows } from "../../features/breakdown/breakdown-rows.ts";
import { DailyPanel } from "../../features/daily/daily-panel.tsx";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { FiguresPanel } from "../../features/figures/figures-panel.tsx";
import type { Firm } from "../../features/firms/firm-picker.tsx";
import { HoursPanel } from "../../features/hours/hours-panel.tsx";
import { useCostsByFeature, useCostsByModel, useCostsByUser, useOverview } from "../../features/live-usage.ts";
import { MonthPanel } from "../../features/month/month-panel.tsx";
import { useLanguage } from "../../i18n/use-format.ts";

interface OverviewPanelsProps {
  readonly firm: Firm;
  readonly range: DateRange;
  /** The date in the firm's zone. */
  readonly today: string;
  readonly openDay: string | undefined;
  /** `undefined` closes the open day. */
  readonly onOpenDay: (day: string | undefined) => void;
}

/** One firm's period: figures, days, hours of a day, and who and what caused them. */
export function OverviewPanels({ firm, range, today, openDay, onOpenDay }: OverviewPanelsProps): ReactNode {
  const overview = useOverview(firm.id, range);
  const dailyHeading = useRef<HTMLHeadingElement>(null);
  const isEmpty = overview.data?.data.totalCalls === 0 && !overview.isPlaceholderData;
  return (
    <>
      <FiguresPanel firmId={firm.id} range={range} overview={overview} />
      {isEmpty ? (
        <EmptyNotice firmId={firm.id} />
      ) : (
        <>
          <div className="dashboard-charts">
            <DailyPanel
              firmId={firm.id}
              range={range}
              overview={overview.data}
              openDay={openDay}
              onOpenDay={onOpenDay}
              headingRef={dailyHeading}
            />
            <MonthPanel firmId={firm.id} today={today} overview={overview} />
          </div>
          {openDay !== undefined && (
            <HoursPanel
              firmId={firm.id}
              day={openDay}
              firstDay={range.startDate}
              lastDay={range.endDate < today ? range.endDate : today}
              onGoTo={onOpenDay}
              onClose={() => {
                dailyHeading.current?.focus();
                onOpenDay(undefined);
              }}
            />
          )}
          <Breakdowns firmId={firm.id} range={range} />
        </>
      )}
    </>
  );
}

function Breakdowns({ firmId, range }: { readonly firmId: string; readonly range: DateRange }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="dashboard-breakdowns">
      <BreakdownPanel
        title={t("breakdown.byFeature")}
        column={t("columns.feature")}
        query={useCostsByFeature(firmId, range)}
        rowsOf={({ data }) => featureRows(data, language)}
        nameOf={({ id, name }) => (
          <EntityLink firmId={firmId} dimension="feature" value={id}>
            {name}
          </EntityLink>
        )}
      />
      <BreakdownPanel
        title={t("breakdown.byUser")}
        column={t("columns.user")}
        query={useCostsByUser(firmId, range)}
        rowsOf={({ data }) => userRows(data, language)}
        nameOf={({ id, name }) => (
          <EntityLink firmId={firmId} dimension="user" value={id}>
            {name}
          </EntityLink>
        )}
      />
      <BreakdownPanel
        title={t("breakdown.byModel")}
        column={t("columns.model")}
        query={useCostsByModel(firmId, range)}
        rowsOf={({ data }) => modelRows(data)}
        nameOf={({ id, name }) => (
          <EntityLink firmId={firmId} dimension="model" value={id}>
            {name}
          </EntityLink>
        )}
      />
    </div>
  );
}
