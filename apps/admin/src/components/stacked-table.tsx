import "./data-table.css";
import "./stacked-chart.css";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import {
  type Explore,
  type ExploreBucket,
  type ExploreFigures,
  type Granularity,
  isUnpriced,
  type Measure,
} from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { type BucketState, bucketState } from "./buckets.ts";
import { ExplainedNumber } from "./explained-number.tsx";
import type { Explained } from "./explanation.tsx";
import { goByArrows } from "./go-by-arrows.ts";
import type { Reading } from "./reading.ts";
import { PrintedNote, Rows, useRowsInSight } from "./rows-in-sight.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { MAX_CHART_ROWS, type StackSeries, seriesId, stackSeries } from "./stack-series.ts";
import { useBucketLabel } from "./use-bucket-label.ts";
import { useSeriesName } from "./use-series-name.ts";

export interface StackedTableProps {
  readonly label: string;
  readonly explore: Explore;
  readonly granularity: Granularity;
  readonly measure: Measure;
  readonly answer: Reading;
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

/** As many series as the page can draw without a noticeable pause, without other. */
const MAX_TABLE_ROWS = 20;
const MAX_HEIGHT = 304;

/**
 * What the stacked chart draws, as a table: a row for each bucket, a column for each series, of which it shows more than the chart
 * can distinguish. Other and the total are there too, so that every row adds up.
 */
export function StackedTable(props: StackedTableProps): ReactNode {
  const { label, explore, granularity, measure, answer, onOpen, explain } = props;
  const { t, format } = useTexts();
  const scroller = useRef<HTMLElement>(null);
  const { buckets, rows, total } = explore;
  const inSight = useRowsInSight({
    count: buckets.length,
    idOf: useCallback((index) => buckets[index]?.start ?? "", [buckets]),
    scroller,
    maxHeight: MAX_HEIGHT,
    pinned: 1,
  });
  // Paper does not scroll, so it shows only the chart's series.
  const maxRows = inSight.isPrinting ? MAX_CHART_ROWS : MAX_TABLE_ROWS;
  const series = useMemo(() => stackSeries(explore, maxRows), [explore, maxRows]);
  const seriesName = useSeriesName(series);
  const hasSums = series.length > 1;
  const columns = series.length + (hasSums ? 2 : 1);
  return (
    <>
      <ScrollRegion table={label} className="stacked-scroll" ref={scroller}>
        <table
          className="data-table stacked-table"
          aria-label={`${label}. ${t("parts.table.keys")}`}
          aria-rowcount={buckets.length + 2}
          onKeyDown={goByArrows}
        >
          <thead>
            <tr aria-rowindex={1}>
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
            <Rows rows={inSight} columns={columns}>
              {(index) => {
                const bucket = buckets[index];
                return (
                  bucket !== undefined && (
                    <BucketRow
                      key={bucket.start}
                      bucket={bucket}
                      index={index}
                      series={series}
                      sum={hasSums ? total.series[index] : undefined}
                      state={bucketState(bucket, granularity, answer)}
                      granularity={granularity}
                      measure={measure}
                      onOpen={onOpen}
                      explain={explain}
                    />
                  )
                );
              }}
            </Rows>
          </tbody>
          <tfoot>
            <tr aria-rowindex={buckets.length + 2}>
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
              {hasSums && <FigureCell figures={total.figures} measure={measure} explain={explain} />}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
      {rows.length > maxRows && (
        <p className="panel-note stacked-note">
          {t("parts.table.largest", { shown: format.count(maxRows), all: format.count(rows.length) })}
        </p>
      )}
      <PrintedNote rows={inSight} />
    </>
  );
}

interface BucketRowProps extends Pick<StackedTableProps, "granularity" | "measure" | "onOpen" | "explain"> {
  readonly bucket: ExploreBucket;
  /** Its place in the series. */
  readonly index: number;
  readonly series: readonly StackSeries[];
  /** `undefined` where the one series is the sum. */
  readonly sum: ExploreFigures | undefined;
  readonly state: BucketState;
}

function BucketRow(props: BucketRowProps): ReactNode {
  const { bucket, index, series, sum, state, granularity, measure, onOpen, explain } = props;
  const { t } = useTexts();
  const isToCome = state === "toCome";
  return (
    <tr aria-rowindex={index + 2} data-quiet={isToCome || undefined}>
      <th scope="row">
        <BucketName bucket={bucket} granularity={granularity} onOpen={isToCome ? undefined : onOpen} />
        {state !== "over" && <span className="panel-note"> · {t(`parts.bucket.${state}`)}</span>}
      </th>
      {series.map((one) => (
        <FigureCell
          key={seriesId(one)}
          figures={isToCome ? undefined : one.series[index]}
          measure={measure}
          isAside={sum !== undefined}
          {...{ explain, series: one, bucket }}
        />
      ))}
      {sum !== undefined && (
        <FigureCell isSum figures={isToCome ? undefined : sum} measure={measure} {...{ explain, bucket }} />
      )}
    </tr>
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
  const { measureText, unpricedText } = useTexts();
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
  const { t } = useTexts();
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
