import { type ReactNode, useCallback, useMemo } from "react";
import type { Answer, Dimension, Explore } from "usage-core";
import { changeAmount } from "../../components/change.ts";
import { DataTable } from "../../components/data-table.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { explainedColumn } from "../explained/explained-column.tsx";
import { RowChange } from "../explained/row-numbers.tsx";
import { askedOf, type BreakdownQuestion } from "./breakdown-table.tsx";
import { DEFAULT_SORT } from "./default-sort.ts";
import { RowLink } from "./row-link.tsx";

/** By what the rows are sorted and searched; the address has it. */
export interface FullView {
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
  readonly find: string | undefined;
  readonly onFind: (find: string) => void;
}

interface FullBreakdownProps extends FullView {
  readonly dimension: Dimension;
  readonly question: BreakdownQuestion;
  readonly answer: Answer<Explore>;
}

/** Every row, sorted and searched. */
export function FullBreakdown(props: FullBreakdownProps): ReactNode {
  const { dimension, question, answer, sort = DEFAULT_SORT, onSort, find = "", onFind } = props;
  const { t } = useTexts();
  const { data: explore } = answer;
  const { rows, pinned } = useUsageRows(explore);
  const { firmId } = question;
  const renderName = useCallback(
    (row: UsageRow) => <RowLink firmId={firmId} dimension={dimension} row={row} />,
    [firmId, dimension],
  );
  const usual = useUsageColumns(t(`entity.${dimension}`), renderName);
  // Of the same answer, the same: a question is made anew with every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is of one question.
  const asked = useMemo(() => askedOf(question, answer), [answer]);
  const columns = useMemo(() => {
    const change: TableColumn<UsageRow> = {
      id: "change",
      head: t("breakdown.change"),
      width: 96,
      isNumber: true,
      sortBy: ({ figures, previous }) => changeAmount(figures, previous, "cost"),
      cell: (row) => <RowChange asked={asked} row={row} measure="cost" previousRange={explore.previousRange} />,
    };
    return usual.flatMap((column) => {
      const explained = explainedColumn(column, asked, explore);
      return column.id === "cost" ? [explained, change] : [explained];
    });
  }, [usual, t, explore, asked]);
  return (
    <DataTable
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
