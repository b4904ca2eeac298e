import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HourlyCost } from "usage-core";
import { FigureCells, FigureHeads } from "../../components/figure-columns.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";

interface HourlyTableProps {
  readonly hours: readonly HourlyCost[];
  readonly labels: ReadonlyMap<string, string>;
  readonly date: string;
}

/** What the chart draws, in figures. */
export function HourlyTable({ hours, labels, date }: HourlyTableProps): ReactNode {
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
              {labels.get(hour)}
            </th>
            <FigureCells {...figures} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
