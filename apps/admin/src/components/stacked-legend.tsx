import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { seriesColor, seriesDash } from "./series-colors.ts";
import { SeriesMark } from "./series-mark.tsx";
import type { Projection } from "./stack-points.ts";
import { type StackSeries, seriesId } from "./stack-series.ts";
import { useSeriesName } from "./use-series-name.ts";

interface StackedLegendProps {
  readonly series: readonly StackSeries[];
  readonly isLines: boolean;
  /** By their ids. */
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
  readonly onHover: (id: string | undefined) => void;
  readonly isUnfinished: boolean;
  readonly projection: Projection | undefined;
}

/** In the order of the stack. Pointing at a name highlights its series; a click keeps the highlight. */
export function StackedLegend({
  series,
  isLines,
  picked,
  onPick,
  onHover,
  isUnfinished,
  projection,
}: StackedLegendProps): ReactNode {
  const { t } = useTexts();
  const seriesName = useSeriesName(series);
  return (
    <ul className="series-legend" aria-label={t(isLines ? "parts.chart.lineLegend" : "parts.chart.legend")}>
      {series.map((one, index) => {
        const id = seriesId(one);
        const name = seriesName(one);
        return (
          <li key={id}>
            <button
              type="button"
              aria-pressed={picked === id}
              aria-label={t("parts.chart.highlight", { name })}
              title={name}
              onClick={() => onPick(id)}
              onPointerEnter={() => onHover(id)}
              onPointerLeave={() => onHover(undefined)}
            >
              <SeriesMark
                color={seriesColor(one, index)}
                dash={isLines ? seriesDash(index) : undefined}
                look={one.kind === "other" ? "dotted" : "plain"}
              />
              <span className="series-legend-name">{name}</span>
            </button>
          </li>
        );
      })}
      {isUnfinished && (
        <li>
          <SeriesMark color="var(--ink-dim)" look="hatched" />
          {t("parts.bucket.unfinished")}
        </li>
      )}
      {projection !== undefined && (
        <li>
          <SeriesMark color="var(--ink-dim)" dash="4 4" />
          {projection.name}
        </li>
      )}
    </ul>
  );
}
