import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DateRange } from "usage-core";
import { FigureCells, FigureHeads } from "../../components/figure-columns.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import type { DailyBar } from "./daily-bars.ts";

interface DailyTableProps {
  readonly bars: readonly DailyBar[];
  readonly range: DateRange;
  readonly onOpenDay: (day: string) => void;
}

/** What the chart draws, in figures. */
export function DailyTable({ bars, range, onOpenDay }: DailyTableProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ScrollTable label={t("daily.chart", { range: format.dateRange(range) })}>
      <thead>
        <tr>
          <th scope="col">{t("columns.day")}</th>
          <FigureHeads />
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <DayRow key={bar.date} bar={bar} onOpenDay={onOpenDay} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface DayRowProps {
  readonly bar: DailyBar;
  readonly onOpenDay: (day: string) => void;
}

function DayRow({ bar, onOpenDay }: DayRowProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.date(bar.date, "date");
  if (bar.usage === null) {
    return (
      <tr data-quiet>
        <th scope="row">{name}</th>
        <td className="number" title={bar.expected === null ? undefined : t("daily.expected")}>
          {bar.expected === null ? "–" : `~ ${format.eur(bar.expected)}`}
        </td>
        <td className="number">–</td>
        <td className="number">–</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="data-table-link"
          aria-label={t("daily.openHours", { date: name })}
          onClick={() => onOpenDay(bar.date)}
        >
          {name}
        </button>
        {bar.soFar !== null && <span className="panel-note"> · {t("daily.unfinished")}</span>}
      </th>
      <FigureCells {...bar.usage} />
    </tr>
  );
}
