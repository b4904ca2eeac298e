import type { ReactNode } from "react";
import type { HourlyCost } from "usage-core";
import { ExplainedNumber } from "../../components/explained-number.tsx";
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
  /** The day in words. */
  readonly date: string;
  readonly answer: AskedUsage["answer"];
}

const COLUMNS = ["cost", "tokens", "calls"] as const;

/** What the chart draws, in figures that can be opened; an hour leads to its calls. */
export function HourlyTable({ firmId, day, hours, labels, date, answer }: HourlyTableProps): ReactNode {
  const { t, unpricedText } = useTexts();
  const explain = useExplain();

  const ofDay = { startDate: day, endDate: day };
  return (
    <ScrollTable label={t("hours.chart", { date })}>
      <thead>
        <tr>
          <th scope="col">{t("columns.hour")}</th>
          {COLUMNS.map((measure) => (
            <th key={measure} scope="col" className="number">
              {t(`columns.${measure}`)}
            </th>
          ))}
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
            {COLUMNS.map((measure) => (
              <td
                key={measure}
                className="number"
                title={measure === "cost" ? unpricedText(figures.unpricedCalls) : undefined}
              >
                <ExplainedNumber
                  {...explain({
                    asked: { firmId, range: ofDay, answer },
                    name: t("parts.total"),
                    figures,
                    measure,
                    when: { text: `${date}, ${labels.get(hour)}`, range: ofDay, hour },
                  })}
                  isAside={measure !== "cost"}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
