import type { ReactNode } from "react";
import type { ExploreFigures, Granularity, Measure } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { seriesColor, seriesDash } from "./series-colors.ts";
import { SeriesMark } from "./series-mark.tsx";
import type { Projection, StackPoint } from "./stack-points.ts";
import { type StackSeries, seriesId } from "./stack-series.ts";
import { useBucketLabel } from "./use-bucket-label.ts";
import { useSeriesName } from "./use-series-name.ts";

interface StackedTipProps {
  /** `undefined` when none is active. */
  readonly point: StackPoint | undefined;
  readonly series: readonly StackSeries[];
  readonly total: readonly ExploreFigures[];
  readonly measure: Measure;
  readonly isLines: boolean;
  readonly granularity: Granularity;
  readonly projection: Projection | undefined;
}

/** Every series in one bucket by name, and their total. */
export function StackedTip(props: StackedTipProps): ReactNode {
  const { point, series, total, measure, isLines, granularity, projection } = props;
  const { t, format, measureText, unpricedText } = useTexts();
  const bucketLabel = useBucketLabel(granularity);
  const seriesName = useSeriesName(series);
  if (point === undefined) return null;
  const { index, state, projected } = point;
  const sums = index === null || state === "toCome" ? undefined : total[index];
  const unpriced = measure === "cost" && sums !== undefined ? unpricedText(sums.unpricedCalls) : undefined;
  return (
    <div className="chart-tip series-tip" role="status">
      <p className="chart-tip-title">{bucketLabel(point.bucket).full}</p>
      {sums !== undefined && index !== null && (
        <>
          {series.map((one, place) => {
            const figures = one.series[index];
            if (figures === undefined) return null;
            return (
              <div className="chart-tip-row" key={seriesId(one)}>
                <span>
                  <SeriesMark
                    color={seriesColor(one, place)}
                    dash={isLines ? seriesDash(place) : undefined}
                    look={one.kind === "other" ? "dotted" : "plain"}
                  />
                  <span className="series-legend-name">{seriesName(one)}</span>
                </span>
                <span className="figure">{measureText(figures, measure)}</span>
              </div>
            );
          })}
          {series.length > 1 && (
            <div className="chart-tip-row" data-total>
              <span>{t("parts.total")}</span>
              <span className="figure">{measureText(sums, measure)}</span>
            </div>
          )}
        </>
      )}
      {projected !== null && projection !== undefined && (
        <div className="chart-tip-row">
          <span>{projection.name}</span>
          <span className="figure">{measure === "cost" ? format.eur(projected) : format.count(projected)}</span>
        </div>
      )}
      {state !== "over" && <p className="chart-tip-note">{t(`parts.bucket.${state}`)}</p>}
      {unpriced !== undefined && <p className="chart-tip-note">{unpriced}</p>}
    </div>
  );
}
