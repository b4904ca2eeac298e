import "@mantine/charts/styles.layer.css";
import "../../components/chart.css";
import { BarChart } from "@mantine/charts";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DateRange } from "usage-core";
import { ChartLegend } from "../../components/chart-legend.tsx";
import { CHART_MARGIN } from "../../components/chart-margin.ts";
import { chartName } from "../../components/chart-name.ts";
import { ActivePoint, ChartTip } from "../../components/chart-tip.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { DailyBar } from "./daily-bars.ts";
import type { Pace } from "./pace.ts";

/** The parts of a bar, from the bottom up. */
const SERIES = [
  { name: "finished", color: "var(--accent)" },
  { name: "soFar", color: "var(--accent)" },
  { name: "expected", color: "var(--ink-dim)" },
];

interface DailyChartProps {
  readonly bars: DailyBar[];
  readonly range: DateRange;
  /** `null` when the period does not hold the month to date: there is nothing to project then. */
  readonly pace: Pace | null;
  readonly openDay: string | undefined;
  readonly onOpenDay: (day: string) => void;
}

/** One bar a day: solid when the day is over, hatched today, dashed where it is expected at the pace. */
export function DailyChart({ bars, range, pace, openDay, onOpenDay }: DailyChartProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const activeDay = useRef<string>(undefined);

  function open(day: string | undefined): void {
    // A day to come has no hours yet.
    if (day !== undefined && bars.some((bar) => bar.date === day && bar.usage !== null)) onOpenDay(day);
  }

  function openOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter") return;
    // The chart library would hide its tooltip.
    event.stopPropagation();
    event.preventDefault();
    open(activeDay.current);
  }

  return (
    <>
      <BarChart
        className="chart chart-clickable"
        h={260}
        data={bars}
        dataKey="date"
        type="stacked"
        series={SERIES}
        maxBarWidth={44}
        gridAxis="x"
        strokeDasharray="2 4"
        tickLine="none"
        valueFormatter={format.eurShort}
        yAxisProps={{ width: 60, tickCount: 5 }}
        xAxisProps={{ tickFormatter: (date: string) => format.date(date, "day"), minTickGap: 20 }}
        barProps={(series) => PART_STYLES[series.name] ?? {}}
        referenceAreas={openDay === undefined ? [] : [{ x1: openDay, x2: openDay, color: "var(--accent)" }]}
        tooltipProps={{
          content: ({ active, label }) => (
            <>
              <ActivePoint
                label={active ? label : undefined}
                onActive={(day) => {
                  activeDay.current = day;
                }}
              />
              <DayTip bar={active ? bars.find(({ date }) => date === label) : undefined} />
            </>
          ),
        }}
        barChartProps={{
          margin: CHART_MARGIN,
          // A click means the day that the pointer reached last; a pause between the two would lose quick clicks and taps.
          throttledEvents: [],
          onClick: ({ activeLabel }) => open(activeLabel === undefined ? undefined : String(activeLabel)),
          ...chartName(`${t("daily.chart", { range: format.dateRange(range) })}. ${t("chart.keys")}`),
        }}
        onKeyDownCapture={openOnEnter}
      >
        <defs>
          <pattern id="unfinished-day" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--accent-soft)" />
            <rect width="3" height="6" fill="var(--accent)" />
          </pattern>
        </defs>
      </BarChart>
      <ChartLegend
        entries={[
          { kind: "finished", text: t("daily.finished") },
          ...(bars.some((bar) => bar.soFar !== null) ? [{ kind: "unfinished" as const, text: t("daily.soFar") }] : []),
          ...(pace === null
            ? []
            : [
                {
                  kind: "expected" as const,
                  text: t("daily.pace", {
                    amount: format.eur(pace.perDay),
                    total: format.eur(pace.projectedMonthEnd),
                    date: format.date(pace.monthEnd, "day"),
                  }),
                },
              ]),
        ]}
      />
    </>
  );
}

const PART_STYLES: Readonly<Record<string, object>> = {
  finished: { radius: [2, 2, 0, 0] },
  soFar: { fill: "url(#unfinished-day)", stroke: "var(--accent)", strokeOpacity: 1 },
  expected: { fill: "transparent", stroke: "var(--ink-dim)", strokeOpacity: 0.8, strokeDasharray: "3 3" },
};

function DayTip({ bar }: { readonly bar: DailyBar | undefined }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  if (bar === undefined) return null;
  const title = format.date(bar.date, "full");
  if (bar.usage === null) {
    return bar.expected === null ? null : (
      <ChartTip title={title} rows={[[t("daily.expected"), format.eur(bar.expected)]]} />
    );
  }
  const { tokens, calls, unpricedCalls } = bar.usage;
  const notes = [bar.soFar === null ? undefined : t("daily.unfinished"), unpricedText(unpricedCalls)];
  return (
    <ChartTip
      title={title}
      rows={[
        [t("columns.cost"), costText(bar.usage)],
        [t("columns.tokens"), format.count(tokens)],
        [t("columns.calls"), format.count(calls)],
        ...(bar.expected === null ? [] : [[t("daily.expectedMore"), format.eur(bar.expected)] as const]),
      ]}
      notes={notes.filter((note) => note !== undefined)}
    />
  );
}
