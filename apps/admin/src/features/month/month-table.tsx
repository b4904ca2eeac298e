import type { ReactNode } from "react";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import type { Explained } from "../../components/explanation.tsx";
import { ScrollTable } from "../../components/scroll-table.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsLink } from "../calls-link.tsx";
import type { Pace } from "../pace/pace.ts";
import type { MonthPoint } from "./month-line.ts";

interface MonthTableProps {
  readonly points: readonly MonthPoint[];
  readonly month: string;
  readonly firmId: string;
  /** What the points were computed from. */
  readonly pace: Pace;
  readonly answer: Explained["answer"];
}

/** What the chart draws, in figures that can be opened. */
export function MonthTable({ points, month, firmId, pace: whole, answer }: MonthTableProps): ReactNode {
  const { t, format, costText } = useTexts();
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
            <td className="number">
              {soFar === null ? (
                "–"
              ) : (
                <ExplainedNumber
                  name={t("explained.of", { measure: t("month.soFar"), name: format.date(date, "full") })}
                  value={costText({ cost: soFar, unpricedCalls })}
                  formula={() => t(date === whole.today ? "explained.soFarToday" : "explained.soFar")}
                  range={{ startDate: whole.monthStart, endDate: date }}
                  answer={answer}
                  unpricedCalls={unpricedCalls}
                  link={
                    <CallsLink firmId={firmId} range={{ startDate: whole.monthStart, endDate: date }}>
                      {t("explained.behindSoFar")}
                    </CallsLink>
                  }
                />
              )}
            </td>
            <td className="number">
              {pace === null ? (
                "–"
              ) : (
                <ExplainedNumber
                  name={t("explained.of", { measure: t("month.pace"), name: format.date(date, "full") })}
                  value={costText({ cost: pace, unpricedCalls })}
                  formula={() =>
                    t("explained.pace", {
                      soFar: costText({ cost: whole.monthToDate, unpricedCalls: whole.unpricedCalls }),
                      perDay: format.eur(whole.perDay),
                    })
                  }
                  range={{ startDate: whole.monthStart, endDate: date }}
                  answer={answer}
                  unpricedCalls={unpricedCalls}
                  isAside={soFar !== null}
                  link={
                    <CallsLink firmId={firmId} range={{ startDate: whole.monthStart, endDate: whole.today }}>
                      {t("figures.behindMonth")}
                    </CallsLink>
                  }
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
