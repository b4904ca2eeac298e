import "@mantine/charts/styles.layer.css";
import "./chart.css";
import "./stacked-chart.css";
import { CompositeChart } from "@mantine/charts";
import { type ReactNode, useId, useMemo, useState } from "react";
import type { BarShapeProps } from "recharts";
import type { Explore, ExploreBucket, Granularity, Measure } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { CHART_MARGIN } from "./chart-margin.ts";
import { chartName } from "./chart-name.ts";
import { ChartRoom } from "./chart-room.tsx";
import { ActivePoint } from "./chart-tip.tsx";
import type { Reading } from "./reading.ts";
import { seriesColor, seriesDash } from "./series-colors.ts";
import { type Projection, type StackPoint, stackPoints } from "./stack-points.ts";
import { MAX_CHART_ROWS, seriesId, stackSeries } from "./stack-series.ts";
import { StackedLegend } from "./stacked-legend.tsx";
import { Hatching, Part, Patterns } from "./stacked-parts.tsx";
import { StackedTip } from "./stacked-tip.tsx";
import { useBucketLabel } from "./use-bucket-label.ts";
import { useChartOpening } from "./use-chart-opening.ts";

interface StackedChartProps {
  /** What the chart shows, for those who do not see it: "Cost per day by model, 1 – 24 Nov 2026". */
  readonly label: string;
  readonly explore: Explore;
  readonly granularity: Granularity;
  readonly measure: Measure;
  readonly answer: Reading;
  readonly kind?: "bars" | "lines";
  readonly projection?: Projection | undefined;
  readonly height?: number;
  /** The start of the bucket whose details are open. */
  readonly openStart?: string | undefined;
  readonly onOpen?: ((bucket: ExploreBucket) => void) | undefined;
}

/** An answer over time: its rows and, last and grey, other, so that the bars add up to the total. */
export function StackedChart({
  label,
  explore,
  granularity,
  measure,
  answer,
  kind = "bars",
  projection,
  height = 260,
  openStart,
  onOpen,
}: StackedChartProps): ReactNode {
  const { t, format } = useTexts();
  const patternId = useId();
  const bucketLabel = useBucketLabel(granularity);
  const [picked, setPicked] = useState<string>();
  const [hovered, setHovered] = useState<string>();
  const series = useMemo(() => stackSeries(explore, MAX_CHART_ROWS), [explore]);
  const points = useMemo(
    () => stackPoints(explore.buckets, series, measure, granularity, answer, projection),
    [explore, series, measure, granularity, answer, projection],
  );
  const byStart = new Map(points.map((point) => [point.start, point]));
  const isLines = kind === "lines";
  const ids = series.map(seriesId);
  // The picked series may be gone: the grouping has changed, or it is no longer among the largest.
  const lit = [hovered, picked].find((id) => id !== undefined && ids.includes(id));
  const opacity = (index: number) => (lit === undefined || lit === ids[index] ? 1 : 0.15);
  const unfinished = points.find(({ state }) => state === "unfinished");

  const opening = useChartOpening(
    onOpen &&
      ((start) => {
        const point = byStart.get(start);
        // What is still to come has nothing to open.
        if (point !== undefined && point.state !== "toCome") onOpen(point.bucket);
      }),
  );

  return (
    <>
      <ChartRoom height={height}>
        <CompositeChart
          className={onOpen === undefined ? "chart" : "chart chart-clickable"}
          h={height}
          data={points.map(drawn)}
          dataKey="start"
          series={[
            ...series.map((one, index) => ({
              name: `amount-${index}`,
              color: seriesColor(one, index),
              type: isLines ? ("line" as const) : ("bar" as const),
              ...(isLines && { strokeDasharray: seriesDash(index) }),
            })),
            ...(projection === undefined
              ? []
              : [{ name: "projected", color: "var(--ink-dim)", type: "line" as const, strokeDasharray: "4 4" }]),
          ]}
          curveType="linear"
          connectNulls={false}
          maxBarWidth={44}
          gridAxis="x"
          strokeDasharray="2 4"
          tickLine="none"
          withDots={isLines}
          dotProps={{ r: 1.5, strokeDasharray: "0" }}
          valueFormatter={measure === "cost" ? format.eurShort : format.countShort}
          yAxisProps={{ width: 60, tickCount: 5, allowDecimals: measure === "cost", domain: [0, "auto"] }}
          xAxisProps={{
            scale: "band",
            minTickGap: 20,
            tickFormatter: (start: string) => {
              const point = byStart.get(start);
              return point === undefined ? "" : bucketLabel(point.bucket).short;
            },
          }}
          barProps={({ name }) => {
            const index = seriesIndex(name);
            return {
              stackId: "stack",
              fillOpacity: opacity(index),
              // A line of the page's colour separates the parts of a bar.
              stroke: "var(--surface)",
              strokeOpacity: 1,
              strokeWidth: 0.75,
              shape: (props: BarShapeProps) => (
                <Part {...props} kind={series[index]?.kind} pattern={`${patternId}-${index}`} />
              ),
            };
          }}
          lineProps={({ name }) => {
            if (name === "projected") return { dot: false, activeDot: false };
            const index = seriesIndex(name);
            return { strokeOpacity: opacity(index) };
          }}
          referenceAreas={[
            ...(openStart === undefined ? [] : [{ x1: openStart, x2: openStart, color: "var(--accent)" }]),
            ...(isLines && unfinished !== undefined
              ? [
                  {
                    x1: unfinished.start,
                    x2: unfinished.start,
                    fill: `url(#${patternId}-now)`,
                    strokeOpacity: 0,
                    fillOpacity: 0.25,
                  },
                ]
              : []),
          ]}
          tooltipProps={{
            content: ({ active, label: start }) => (
              <>
                <ActivePoint label={active ? start : undefined} onActive={opening.onActive} />
                <StackedTip
                  point={active ? byStart.get(String(start)) : undefined}
                  series={series}
                  total={explore.total.series}
                  measure={measure}
                  isLines={isLines}
                  granularity={granularity}
                  projection={projection}
                />
              </>
            ),
          }}
          composedChartProps={{
            margin: CHART_MARGIN,
            barCategoryGap: "12%",
            // The library throttles pointer moves; a quick click or tap would open the bucket that was active before.
            throttledEvents: [],
            onClick: opening.onClick,
            ...chartName(`${label}. ${t(onOpen === undefined ? "parts.chart.keys" : "parts.chart.openKeys")}`),
          }}
          onKeyDownCapture={opening.onKeyDownCapture}
        >
          <defs>
            {series.map((one, index) => (
              <Patterns key={seriesId(one)} id={`${patternId}-${index}`} color={seriesColor(one, index)} />
            ))}
            <Hatching id={`${patternId}-now`} color="var(--ink-dim)" ground="transparent" />
          </defs>
        </CompositeChart>
      </ChartRoom>
      <StackedLegend
        series={series}
        isLines={isLines}
        picked={picked}
        onPick={(id) => setPicked(id === picked ? undefined : id)}
        onHover={setHovered}
        isUnfinished={unfinished !== undefined}
        projection={projection}
      />
    </>
  );
}

/** A point as the chart library reads it. */
function drawn({ start, amounts, projected, state }: StackPoint): Record<string, string | number | null> {
  return {
    start,
    state,
    projected,
    ...Object.fromEntries(amounts.map((amount, index) => [`amount-${index}`, amount])),
  };
}

function seriesIndex(name: string): number {
  return Number(name.slice("amount-".length));
}
