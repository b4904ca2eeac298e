import { type ReactNode, useCallback, useMemo } from "react";
import type { Answer, Dimension, Explore } from "usage-core";
import { DataTable } from "../../components/data-table.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { type UsageRow, usageRowId, useUsageRows } from "../../components/use-usage-rows.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { changeColumn, measureColumn, shareColumn } from "../explained/usage-columns.tsx";
import { askedOf, type BreakdownQuestion } from "./breakdown-table.tsx";
import { DEFAULT_SORT } from "./default-sort.ts";
import { RowLink } from "./row-link.tsx";

/** The order and the search text of the rows, which are in the address. */
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
  const texts = useTexts();
  const { t } = texts;
  const { data: explore } = answer;
  const { rows, pinned } = useUsageRows(explore);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is of one question, which is made anew with every render.
  const columns = useMemo((): TableColumn<UsageRow>[] => {
    const asked = askedOf(question, answer);
    const change = { id: "change", head: t("breakdown.change"), width: 96 };
    return [
      {
        id: "name",
        head: t(`entity.${dimension}`),
        width: 140,
        isNumber: false,
        sortBy: nameOf,
        title: nameOf,
        cell: (row) => <RowLink firmId={question.firmId} dimension={dimension} row={row} />,
      },
      shareColumn(t("columns.share"), "cost", asked, explore),
      measureColumn("cost", asked, explore, texts),
      changeColumn(change, "cost", asked, explore),
      ...(["tokens", "calls", "failedCalls"] as const).map((measure) => measureColumn(measure, asked, explore, texts)),
    ];
  }, [texts, dimension, answer]);
  const searchBy = useCallback(({ name, row }: UsageRow) => `${name} ${row?.key[dimension] ?? ""}`, [dimension]);
  return (
    <DataTable
      label={t(`breakdown.${dimension}`)}
      rows={rows}
      pinned={
        find.trim() === ""
          ? pinned
          : pinned.map((row) => (row.id === "total" ? { ...row, name: t("parts.totalOfAll") } : row))
      }
      rowId={usageRowId}
      columns={columns}
      searchBy={searchBy}
      search={find}
      onSearch={onFind}
      sort={parseSortText(columns.some(({ id }) => id === parseSortText(sort).column) ? sort : DEFAULT_SORT)}
      onSort={(next) => onSort(sortText(next))}
    />
  );
}

function nameOf({ name }: UsageRow): string {
  return name;
}
