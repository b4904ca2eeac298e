import "@mantine/charts/styles.layer.css";
import "../../components/chart.css";
import { CompositeChart } from "@mantine/charts";
import type { ReactNode } from "react";
import { addDays, daysInMonth } from "usage-core";
import { CHART_MARGIN } from "../../components/chart-margin.ts";
import { chartName } from "../../components/chart-name.ts";
import { ChartRoom } from "../../components/chart-room.tsx";
import { ChartTip } from "../../components/chart-tip.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { Pace } from "../pace/pace.ts";
import type { MonthPoint } from "./month-line.ts";

interface MonthChartProps {
  readonly points: MonthPoint[];
  readonly pace: Pace;
  readonly month: string;
}

/** The days of a month that the axis names; 31 stands for the last. */
const LABELLED_DAYS = [1, 8, 15, 22, 31];

const HEIGHT = 260;

/** A line that rises day by day, continued as a dashed one to the projected end, which is labelled. */
export function MonthChart({ points, pace, month }: MonthChartProps): ReactNode {
  const { t, format, costText } = useTexts();
  const days = daysInMonth(pace.monthEnd);
  return (
    <>
      <ChartRoom height={HEIGHT}>
        <CompositeChart
          className="chart"
          h={HEIGHT}
          data={points}
          dataKey="at"
          series={[
            { name: "soFar", color: "var(--accent)", type: "area" },
            { name: "pace", color: "var(--ink-dim)", type: "line", strokeDasharray: "4 4" },
          ]}
          curveType="linear"
          withDots={false}
          connectNulls={false}
          strokeDasharray="2 4"
          tickLine="none"
          valueFormatter={format.eurShort}
          yAxisProps={{ width: 60, tickCount: 5, domain: [0, "auto"] }}
          xAxisProps={{
            type: "number",
            domain: [0, days],
            // In the middle of the days.
            ticks: LABELLED_DAYS.map((day) => Math.min(day, days) - 0.5),
            tickFormatter: (at: number) => format.date(addDays(pace.monthStart, Math.floor(at)), "day"),
          }}
          areaProps={{ isAnimationActive: false, fillOpacity: 0.14 }}
          lineProps={{ isAnimationActive: false }}
          referenceDots={[
            {
              x: days,
              y: pace.projectedMonthEnd,
              r: 4,
              color: "var(--ink-dim)",
              label: {
                value: costText({ cost: pace.projectedMonthEnd, unpricedCalls: pace.unpricedCalls }),
                position: "left",
                dy: -10,
                fill: "var(--ink)",
                fontSize: 13,
                offset: 8,
              },
            },
          ]}
          tooltipProps={{
            content: ({ active, label }) => {
              const point = active ? points.find(({ at }) => at === label) : undefined;
              if (point === undefined) return null;
              const { soFar, pace, unpricedCalls } = point;
              const name = soFar === null ? t("month.pace") : t("month.soFar");
              const text = costText({ cost: soFar ?? pace ?? 0, unpricedCalls });
              return <ChartTip title={format.date(point.date, "full")} rows={[[name, text]]} />;
            },
          }}
          composedChartProps={{ margin: CHART_MARGIN, ...chartName(t("month.chart", { month })) }}
        />
      </ChartRoom>
      <ul className="chart-legend">
        <li>
          <span className="chart-stroke" data-kind="line" />
          <span className="figure">{t("month.soFar")}</span>
        </li>
        <li>
          <span className="chart-stroke" data-kind="pace" />
          <span className="figure">{t("month.pace")}</span>
        </li>
      </ul>
    </>
  );
}
