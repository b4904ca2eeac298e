import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HourlyCost } from "usage-core";
import { FigureCells, FigureHeads } from "../../components/figure-columns.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { CallsLink } from "../calls-link.tsx";

interface HourlyTableProps {
  readonly firmId: string;
  readonly day: string;
  readonly hours: readonly HourlyCost[];
  readonly labels: ReadonlyMap<string, string>;
  /** The day, to be read. */
  readonly date: string;
}

/** What the chart draws, in figures; an hour leads to its calls. */
export function HourlyTable({ firmId, day, hours, labels, date }: HourlyTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t("hours.chart", { date })}>
      <thead>
        <tr>
          <th scope="col">{t("columns.hour")}</th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {hours.map(({ hour, ...figures }) => (
          <tr key={hour}>
            <th scope="row" className="figure">
              {figures.calls === 0 ? (
                labels.get(hour)
              ) : (
                <CallsLink
                  className="data-table-link"
                  firmId={firmId}
                  range={{ startDate: day, endDate: day }}
                  hour={hour}
                  label={t("hours.calls", { hour: labels.get(hour) })}
                >
                  {labels.get(hour)}
                </CallsLink>
              )}
            </th>
            <FigureCells {...figures} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
