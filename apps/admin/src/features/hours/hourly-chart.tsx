import "@mantine/charts/styles.layer.css";
import "../../components/chart.css";
import { BarChart } from "@mantine/charts";
import type { ReactNode } from "react";
import type { HourlyCost } from "usage-core";
import { CHART_MARGIN } from "../../components/chart-margin.ts";
import { chartName } from "../../components/chart-name.ts";
import { ChartRoom } from "../../components/chart-room.tsx";
import { ActivePoint, ChartTip } from "../../components/chart-tip.tsx";
import { useChartOpening } from "../../components/use-chart-opening.ts";
import { useTexts } from "../../i18n/texts.tsx";

interface HourlyChartProps {
  readonly hours: HourlyCost[];
  readonly labels: ReadonlyMap<string, string>;
  readonly date: string;
  /** An hour with calls, by the instant at which it starts. */
  readonly onOpen: (hour: string) => void;
}

const HEIGHT = 200;

export function HourlyChart({ hours, labels, date, onOpen }: HourlyChartProps): ReactNode {
  const { t, format, costText, unpricedText } = useTexts();
  const opening = useChartOpening((hour) => {
    if (hours.some((candidate) => candidate.hour === hour && candidate.calls > 0)) onOpen(hour);
  });
  return (
    <ChartRoom height={HEIGHT}>
      <BarChart
        className="chart chart-clickable"
        h={HEIGHT}
        data={hours}
        dataKey="hour"
        series={[{ name: "cost", color: "var(--accent)" }]}
        maxBarWidth={44}
        strokeDasharray="2 4"
        tickLine="none"
        valueFormatter={format.eurShort}
        yAxisProps={{ width: 60, tickCount: 5 }}
        xAxisProps={{ tickFormatter: (hour: string) => labels.get(hour) ?? hour, minTickGap: 12 }}
        barProps={{ radius: [2, 2, 0, 0] }}
        tooltipProps={{
          content: ({ active, label }) => {
            const hour = active ? hours.find((candidate) => candidate.hour === label) : undefined;
            const unpriced = hour === undefined ? undefined : unpricedText(hour.unpricedCalls);
            return (
              <>
                <ActivePoint label={active ? label : undefined} onActive={opening.onActive} />
                {hour !== undefined && (
                  <ChartTip
                    title={labels.get(hour.hour) ?? hour.hour}
                    rows={[
                      [t("columns.cost"), costText(hour)],
                      [t("columns.tokens"), format.count(hour.tokens)],
                      [t("columns.calls"), format.count(hour.calls)],
                    ]}
                    notes={unpriced === undefined ? [] : [unpriced]}
                  />
                )}
              </>
            );
          },
        }}
        onKeyDownCapture={opening.onKeyDownCapture}
        barChartProps={{
          margin: CHART_MARGIN,
          // The library throttles pointer moves; a quick click or tap would open the hour that was active before.
          throttledEvents: [],
          onClick: opening.onClick,
          ...chartName(`${t("hours.chart", { date })}. ${t("chart.hourKeys")}`),
        }}
      />
    </ChartRoom>
  );
}
