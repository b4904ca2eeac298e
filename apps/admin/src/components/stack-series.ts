import { type Explore, type ExploreFigures, type ExploreRow, money, sum, toNumber } from "usage-core";
import { rowId } from "./row-id.ts";

/** One series of an answer. `row` is `null` for other, and for the total when nothing is grouped. */
export interface StackSeries {
  readonly kind: "row" | "other" | "total";
  readonly row: ExploreRow | null;
  /** How many keys it sums; 1 for a row. */
  readonly keys: number;
  readonly figures: ExploreFigures;
  /** In the order of the answer's buckets. */
  readonly series: readonly ExploreFigures[];
}

/** A series' key as text. Its name would not do: two users may share one. */
export function seriesId({ kind, row }: Pick<StackSeries, "kind" | "row">): string {
  return row === null ? kind : rowId(row.key);
}

/** As many series as colours can distinguish, without `other`. */
export const MAX_CHART_ROWS = 8;

/** The answer as series that add up to its total: the rows, then other, which includes the rows beyond `maxRows`. */
export function stackSeries({ rows, other, total }: Explore, maxRows = Number.POSITIVE_INFINITY): StackSeries[] {
  if (rows.length === 0 && other === null) return [{ kind: "total", row: null, keys: 1, ...total }];
  const shown = rows.slice(0, maxRows).map((row): StackSeries => ({ kind: "row", row, keys: 1, ...row }));
  const rest = [...rows.slice(maxRows), ...(other === null ? [] : [other])];
  if (rest.length === 0) return shown;
  return [
    ...shown,
    {
      kind: "other",
      row: null,
      keys: rows.slice(maxRows).length + (other?.keys ?? 0),
      figures: addFigures(rest.map(({ figures }) => figures)),
      series: total.series.map((_, index) => addFigures(rest.flatMap(({ series }) => series[index] ?? []))),
    },
  ];
}

function addFigures(parts: readonly ExploreFigures[]): ExploreFigures {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const add = (count: (figures: ExploreFigures) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    cost: toNumber(sum(parts.map(({ cost }) => money(cost)))),
    tokens: add(({ tokens }) => tokens),
    calls: add(({ calls }) => calls),
    unpricedCalls: add(({ unpricedCalls }) => unpricedCalls),
    failedCalls: add(({ failedCalls }) => failedCalls),
  };
}
