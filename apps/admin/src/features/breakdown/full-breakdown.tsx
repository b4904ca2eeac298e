import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Dimension, Explore } from "usage-core";
import { changeOf } from "../../components/change.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import { RowChange } from "./row-change.tsx";
import { RowLink } from "./row-link.tsx";

interface FullBreakdownProps {
  readonly firmId: string;
  readonly dimension: Dimension;
  readonly explore: Explore;
}

/** Every row, sorted and searched. */
export function FullBreakdown({ firmId, dimension, explore }: FullBreakdownProps): ReactNode {
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
      sortBy: changeAmount,
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
      defaultSort={{ column: "cost", descending: true }}
    />
  );
}

/** By how many EUR a row's cost changed; `null` where that is not known. */
function changeAmount({ figures, previous }: UsageRow): number | null {
  return previous === null || changeOf(figures, previous, "cost") === null ? null : figures.cost - previous.cost;
}
