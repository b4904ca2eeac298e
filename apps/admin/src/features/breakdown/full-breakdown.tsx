import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Dimension, Explore } from "usage-core";
import { changeOf } from "../../components/change.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import { explainedColumn } from "../explained/explained-column.tsx";
import { RowChange } from "../explained/row-numbers.tsx";
import { askedOf, type BreakdownQuestion } from "./breakdown-table.tsx";
import { RowLink } from "./row-link.tsx";

interface FullBreakdownProps {
  readonly dimension: Dimension;
  readonly question: BreakdownQuestion;
  readonly answer: Answer<Explore>;
}

/** Every row, sorted and searched. */
export function FullBreakdown({ dimension, question, answer }: FullBreakdownProps): ReactNode {
  const { t } = useTranslation();
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
    const change: UsageColumn<UsageRow> = {
      id: "change",
      head: t("breakdown.change"),
      width: 96,
      isNumber: true,
      sortBy: changeAmount,
      cell: (row) => <RowChange asked={asked} row={row} measure="cost" previousRange={explore.previousRange} />,
    };
    return usual.flatMap((column) => {
      const explained = explainedColumn(column, asked, explore);
      return column.id === "cost" ? [explained, change] : [explained];
    });
  }, [usual, t, explore, asked]);
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
