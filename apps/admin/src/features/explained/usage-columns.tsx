import type { Explore, Measure } from "usage-core";
import { changeAmount } from "../../components/change.ts";
import { figureOf } from "../../components/figure-of.ts";
import { ShareBar } from "../../components/share-bar.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { amountsWidth } from "../../components/table-width.ts";
import type { UsageRow } from "../../components/use-usage-rows.ts";
import type { Texts } from "../../i18n/texts.tsx";
import type { AskedUsage } from "./asked-usage.ts";
import { RowChange, RowNumber, RowShare, shareOf } from "./row-numbers.tsx";

const WIDTHS: Readonly<Record<Measure, number>> = { cost: 104, tokens: 80, calls: 84, failedCalls: 112 };

/** A measure whose numbers can be opened. */
export function measureColumn(
  measure: Measure,
  asked: AskedUsage,
  { total, rows }: Explore,
  { format, measureName, unpricedText }: Texts,
): TableColumn<UsageRow> {
  const text = { cost: format.eur, tokens: format.countShort, calls: format.count, failedCalls: format.count }[measure];
  const amounts = [...rows, total].map(({ figures }) => figures[measure]);
  return {
    id: measure,
    head: measureName(measure),
    width: amountsWidth(amounts, text, WIDTHS[measure]),
    isNumber: true,
    sortBy: ({ figures }) => figureOf(figures, measure),
    cell: (row) => <RowNumber asked={asked} row={row} measure={measure} isShort={measure === "tokens"} />,
    title: ({ figures }) => {
      if (measure === "cost") return unpricedText(figures.unpricedCalls);
      return measure === "tokens" ? format.count(figures.tokens) : undefined;
    },
  };
}

/** Each row's share of a measure's total. */
export function shareColumn(
  head: string,
  measure: Measure,
  asked: AskedUsage,
  { total }: Explore,
): TableColumn<UsageRow> {
  return {
    id: "share",
    head,
    width: 130,
    isNumber: true,
    sortBy: (row) => shareOf(row, measure, total.figures),
    cell: (row) => (
      <ShareBar percent={shareOf(row, measure, total.figures)}>
        <RowShare asked={asked} row={row} measure={measure} total={total.figures} />
      </ShareBar>
    ),
  };
}

/** How a measure of each row changed. */
export function changeColumn(
  { id, head, width }: Pick<TableColumn<UsageRow>, "id" | "head" | "width">,
  measure: Measure,
  asked: AskedUsage,
  { previousRange }: Explore,
): TableColumn<UsageRow> {
  return {
    id,
    head,
    width,
    isNumber: true,
    sortBy: ({ figures, previous }) => changeAmount(figures, previous, measure),
    cell: (row) => <RowChange asked={asked} row={row} measure={measure} previousRange={previousRange} />,
  };
}
