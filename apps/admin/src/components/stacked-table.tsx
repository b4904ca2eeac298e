import "./data-table.css";
import "./stacked-chart.css";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type Explore,
  type ExploreBucket,
  type ExploreFigures,
  type Granularity,
  isUnpriced,
  type Measure,
} from "usage-core";
import { useUnpricedText } from "../i18n/use-cost-text.ts";
import { type AsOf, bucketState } from "./buckets.ts";
import { ExplainedNumber } from "./explained-number.tsx";
import type { Explained } from "./explanation.tsx";
import { goByArrows } from "./go-by-arrows.ts";
import { type StackSeries, seriesId, stackSeries } from "./stack-series.ts";
import { useBucketLabel } from "./use-bucket-label.ts";
import { useMeasureText } from "./use-measure-text.ts";
import { useSeriesName } from "./use-series-name.ts";

export interface StackedTableProps {
  readonly label: string;
  readonly explore: Explore;
  readonly granularity: Granularity;
  readonly measure: Measure;
  readonly answer: AsOf;
  readonly onOpen?: ((bucket: ExploreBucket) => void) | undefined;
  /** What an opened cell says of itself; absent, cells cannot be opened. */
  readonly explain?: ((cell: StackCell) => Explained) | undefined;
}

/** A figure of the table. */
interface StackCell {
  /** `null` for the sum of all. */
  readonly series: StackSeries | null;
  /** `null` for the sum over the whole range. */
  readonly bucket: ExploreBucket | null;
  readonly figures: ExploreFigures;
}

/** What the stacked chart draws, in figures, with all rows of the answer: the time down, the series across. */
export function StackedTable(props: StackedTableProps): ReactNode {
  const { label, explore, granularity, measure, answer, onOpen, explain } = props;
  const { t } = useTranslation();
  const seriesName = useSeriesName();
  const series = stackSeries(explore);
  const hasSums = series.length > 1;
  // Not the name of the panel around it.
  const region = t("parts.table.region", { table: label });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard could not scroll it.
    <section className="stacked-scroll" aria-label={region} tabIndex={0}>
      <table
        className="data-table stacked-table"
        aria-label={`${label}. ${t("parts.table.keys")}`}
        onKeyDown={goByArrows}
      >
        <thead>
          <tr>
            <th scope="col">{t(`parts.bucket.${granularity}`)}</th>
            {series.map((one) => (
              <th scope="col" className="number" key={seriesId(one)} title={seriesName(one)}>
                {seriesName(one)}
              </th>
            ))}
            {hasSums && (
              <th scope="col" className="number">
                {t("parts.total")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {explore.buckets.map((bucket, index) => {
            const state = bucketState(bucket, granularity, answer);
            const isToCome = state === "toCome";
            return (
              <tr key={bucket.start} data-quiet={isToCome || undefined}>
                <th scope="row">
                  <BucketName bucket={bucket} granularity={granularity} onOpen={isToCome ? undefined : onOpen} />
                  {state !== "over" && <span className="panel-note"> · {t(`parts.bucket.${state}`)}</span>}
                </th>
                {series.map((one) => (
                  <FigureCell
                    key={seriesId(one)}
                    figures={isToCome ? undefined : one.series[index]}
                    measure={measure}
                    isAside={hasSums}
                    {...{ explain, series: one, bucket }}
                  />
                ))}
                {hasSums && (
                  <FigureCell
                    isSum
                    figures={isToCome ? undefined : explore.total.series[index]}
                    measure={measure}
                    {...{ explain, bucket }}
                  />
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("parts.total")}</th>
            {series.map((one) => (
              <FigureCell
                key={seriesId(one)}
                figures={one.figures}
                measure={measure}
                isAside={hasSums}
                {...{ explain, series: one }}
              />
            ))}
            {hasSums && <FigureCell figures={explore.total.figures} measure={measure} explain={explain} />}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface FigureCellProps {
  /** `undefined` for what is still to come. */
  readonly figures: ExploreFigures | undefined;
  readonly measure: Measure;
  readonly isSum?: boolean;
  readonly series?: StackSeries | null;
  readonly bucket?: ExploreBucket | null;
  readonly explain?: StackedTableProps["explain"];
  /** Whether Tab goes past it, to the sum of its row. */
  readonly isAside?: boolean;
}

function FigureCell(props: FigureCellProps): ReactNode {
  const { figures, measure, isSum = false, series = null, bucket = null, explain, isAside = false } = props;
  const measureText = useMeasureText();
  const unpricedText = useUnpricedText();
  const className = isSum ? "number stacked-sum" : "number";
  if (figures === undefined) return <td className={className}>–</td>;
  const title = measure === "cost" ? unpricedText(figures.unpricedCalls) : undefined;
  return (
    <td className={className} title={title} data-quiet={(measure === "cost" && isUnpriced(figures)) || undefined}>
      {explain === undefined ? (
        measureText(figures, measure)
      ) : (
        <ExplainedNumber {...explain({ series, bucket, figures })} isAside={isAside} />
      )}
    </td>
  );
}

type BucketNameProps = Pick<StackedTableProps, "granularity" | "onOpen"> & { readonly bucket: ExploreBucket };

function BucketName({ bucket, granularity, onOpen }: BucketNameProps): ReactNode {
  const { t } = useTranslation();
  const name = useBucketLabel(granularity)(bucket).row;
  if (onOpen === undefined) return name;
  return (
    <button
      type="button"
      className="data-table-link"
      aria-label={t("parts.bucket.open", { bucket: name })}
      onClick={() => onOpen(bucket)}
    >
      {name}
    </button>
  );
}
