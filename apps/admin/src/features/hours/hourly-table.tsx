import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { HourlyCost } from "usage-core";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { useFormat } from "../../i18n/use-format.ts";

interface HourlyTableProps {
  readonly hours: readonly HourlyCost[];
  readonly labels: ReadonlyMap<string, string>;
  readonly date: string;
}

/** What the chart draws, in figures. */
export function HourlyTable({ hours, labels, date }: HourlyTableProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ScrollTable label={t("hours.chart", { date })}>
      <thead>
        <tr>
          <th scope="col">{t("columns.hour")}</th>
          <th scope="col" className="number">
            {t("columns.cost")}
          </th>
          <th scope="col" className="number">
            {t("columns.tokens")}
          </th>
          <th scope="col" className="number">
            {t("columns.calls")}
          </th>
        </tr>
      </thead>
      <tbody>
        {hours.map(({ hour, cost, tokens, calls }) => (
          <tr key={hour}>
            <th scope="row" className="figure">
              {labels.get(hour)}
            </th>
            <td className="number">{format.eur(cost)}</td>
            <td className="number">{format.count(tokens)}</td>
            <td className="number">{format.count(calls)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
