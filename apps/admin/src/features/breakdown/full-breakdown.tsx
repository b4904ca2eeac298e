import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Dimension, Explore } from "usage-core";
import { changeAmount } from "../../components/change.ts";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import { DEFAULT_SORT } from "./default-sort.ts";
import { RowChange } from "./row-change.tsx";
import { RowLink } from "./row-link.tsx";

/** By what the rows are sorted and searched; the address has it. */
export interface FullView {
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
  readonly find: string | undefined;
  readonly onFind: (find: string) => void;
}

interface FullBreakdownProps extends FullView {
  readonly firmId: string;
  readonly dimension: Dimension;
  readonly explore: Explore;
}

/** Every row, sorted and searched. */
export function FullBreakdown(props: FullBreakdownProps): ReactNode {
  const { firmId, dimension, explore, sort = DEFAULT_SORT, onSort, find = "", onFind } = props;
  const { t } = useTranslation();
  const { rows, pinned } = useUsageRows(explore);
  const { previousRange } = explore;
  const renderName = useCallback(
    (row: UsageRow) => <RowLink firmId={firmId} dimension={dimension} row={row} />,
    [firmId, dimension],
  );
  const usual = useUsageColumns(t(`entity.${dimension}`), renderName);
  const columns = useMemo(() => {
    const change: UsageColumn<UsageRow> = {
      id: "change",
      head: t("breakdown.change"),
      width: 96,
      isNumber: true,
      sortBy: ({ figures, previous }) => changeAmount(figures, previous, "cost"),
      cell: (row) => <RowChange row={row} previousRange={previousRange} />,
    };
    return usual.flatMap((column) => (column.id === "cost" ? [column, change] : [column]));
  }, [usual, t, previousRange]);
  return (
    <UsageTable
      label={t(`breakdown.${dimension}`)}
      rows={rows}
      pinned={pinned}
      rowId={({ id }) => id}
      columns={columns}
      searchBy={({ name, row }) => `${name} ${row?.key[dimension] ?? ""}`}
      search={find}
      onSearch={onFind}
      sort={parseSortText(columns.some(({ id }) => id === parseSortText(sort).column) ? sort : DEFAULT_SORT)}
      onSort={(next) => onSort(sortText(next))}
    />
  );
}
