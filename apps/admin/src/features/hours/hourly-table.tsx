import type { ReactNode } from "react";
import type { HourlyCost } from "usage-core";
import { FigureCells, FigureHeads } from "../../components/figure-columns.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsLink } from "../calls-link.tsx";
import type { AskedUsage } from "../explained/asked-usage.ts";
import { useExplain } from "../explained/use-explain.tsx";

interface HourlyTableProps {
  readonly firmId: string;
  readonly day: string;
  readonly hours: readonly HourlyCost[];
  readonly labels: ReadonlyMap<string, string>;
  /** The day, to be read. */
  readonly date: string;
  readonly answer: AskedUsage["answer"];
}

/** What the chart draws, in figures that can be opened; an hour leads to its calls. */
export function HourlyTable({ firmId, day, hours, labels, date, answer }: HourlyTableProps): ReactNode {
  const { t } = useTexts();
  const explain = useExplain();
  const ofDay = { startDate: day, endDate: day };
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
                  range={ofDay}
                  hour={hour}
                  label={t("hours.calls", { hour: labels.get(hour) })}
                >
                  {labels.get(hour)}
                </CallsLink>
              )}
            </th>
            <FigureCells
              unpricedCalls={figures.unpricedCalls}
              explain={(measure) =>
                explain({
                  asked: { firmId, range: ofDay, answer },
                  name: t("parts.total"),
                  figures: { ...figures, failedCalls: 0 },
                  measure,
                  when: { text: `${date}, ${labels.get(hour)}`, range: ofDay, hour },
                })
              }
            />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
