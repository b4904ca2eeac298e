import { type Explore, MEASURES, type Measure } from "usage-core";
import { ShareBar } from "../../components/share-bar.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import type { UsageRow } from "../../components/usage-columns.tsx";
import type { AskedUsage } from "./asked-usage.ts";
import { costShareOf, RowNumber, RowShare } from "./row-numbers.tsx";

/** A usual column whose numbers can be opened. */
export function explainedColumn(
  column: TableColumn<UsageRow>,
  asked: AskedUsage,
  { total }: Explore,
): TableColumn<UsageRow> {
  const { id } = column;
  if (id === "share") {
    return {
      ...column,
      cell: (row) => (
        <ShareBar percent={costShareOf(row)}>
          <RowShare asked={asked} row={row} measure="cost" percent={costShareOf(row)} total={total.figures} />
        </ShareBar>
      ),
    };
  }
  if (!isMeasure(id)) return column;
  return { ...column, cell: (row) => <RowNumber asked={asked} row={row} measure={id} isShort={id === "tokens"} /> };
}

export function isMeasure(id: string): id is Measure {
  return MEASURES.some((measure) => measure === id);
}
