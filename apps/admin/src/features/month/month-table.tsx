import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { useCostText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { MonthPoint } from "./month-line.ts";

interface MonthTableProps {
  readonly points: readonly MonthPoint[];
  readonly month: string;
}

/** What the chart draws, in figures. */
export function MonthTable({ points, month }: MonthTableProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  return (
    <ScrollTable label={t("month.chart", { month })}>
      <thead>
        <tr>
          <th scope="col">{t("columns.day")}</th>
          <th scope="col" className="number">
            {t("month.soFar")}
          </th>
          <th scope="col" className="number">
            {t("month.pace")}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.slice(1).map(({ at, date, soFar, pace, unpricedCalls }) => (
          <tr key={at}>
            <th scope="row">{format.date(date, "day")}</th>
            <td className="number">{soFar === null ? "–" : costText({ cost: soFar, unpricedCalls })}</td>
            <td className="number">{pace === null ? "–" : costText({ cost: pace, unpricedCalls })}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
