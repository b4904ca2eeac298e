import { type ReactNode, useMemo } from "react";
import type { Answer, DateRange, Dimension, Explore, Measure, UsageFilters } from "usage-core";
import { DataTable } from "../../components/data-table.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { useValueName } from "../../components/use-row-name.ts";
import { type UsageRow, usageRowId, useUsageRows } from "../../components/use-usage-rows.ts";
import { changeColumn, measureColumn, shareColumn } from "../../features/explained/usage-columns.tsx";
import { useTexts } from "../../i18n/texts.tsx";

interface ExploreTableProps {
  readonly firmId: string;
  readonly question: {
    readonly range: DateRange;
    readonly groupBy: readonly Dimension[];
    readonly filters: UsageFilters;
    readonly measure: Measure;
  };
  readonly answer: Answer<Explore>;
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

/** The rows of an answer: every name links to its page, and every number can be opened. */
export function ExploreTable({ firmId, question, answer, sort, onSort }: ExploreTableProps): ReactNode {
  const { t } = useTexts();
  const { measure } = question;
  const { rows, pinned } = useUsageRows(answer.data);
  const columns = useExploreColumns(firmId, question, answer);
  const order = sort === undefined ? undefined : parseSortText(sort);
  const isKnown = columns.some(({ id }) => id === order?.column);
  return (
    <DataTable
      label={t("explore.table")}
      // Without grouping there is only the total.
      rows={rows.length === 0 ? pinned : rows}
      pinned={rows.length === 0 ? [] : pinned}
      rowId={usageRowId}
      columns={columns}
      sort={order !== undefined && isKnown ? order : { column: measure, descending: true }}
      onSort={(next) => onSort(sortText(next))}
      maxHeight={620}
    />
  );
}

function useExploreColumns(
  firmId: string,
  question: ExploreTableProps["question"],
  answer: Answer<Explore>,
): readonly TableColumn<UsageRow>[] {
  const texts = useTexts();
  const { t } = texts;
  const { range, groupBy, filters, measure } = question;
  const { previousRange, rows } = answer.data;
  const valueName = useValueName(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is of one question, which is made anew with every render.
  return useMemo(() => {
    const asked = { firmId, range, filters, answer };
    const textOf = ({ name, row }: UsageRow, dimension: Dimension) => (row === null ? name : valueName(row, dimension));
    const names = (groupBy.length === 0 ? [null] : groupBy).map((dimension, index): TableColumn<UsageRow> => {
      const text = (row: UsageRow) =>
        dimension === null ? row.name : row.row === null && index > 0 ? "" : textOf(row, dimension);
      return {
        id: dimension ?? "name",
        head: dimension === null ? t("explore.allUsage") : t(`entity.${dimension}`),
        width: 150,
        isNumber: false,
        sortBy: text,
        title: text,
        cell: (row) => {
          const value = dimension === null ? undefined : row.row?.key[dimension];
          if (dimension === null || value === undefined) return text(row);
          return (
            <EntityLink firmId={firmId} dimension={dimension} value={value}>
              {text(row)}
            </EntityLink>
          );
        },
      };
    });
    const figures = (["cost", "tokens", "calls", "failedCalls"] as const).flatMap((of) => {
      const column = measureColumn(of, asked, answer.data, texts);
      if (previousRange === null) return [column];
      const change = { id: `${of}Change`, head: t(`explore.change.${of}`), width: 100 };
      return [column, changeColumn(change, of, asked, answer.data)];
    });
    return [...names, shareColumn(t(`explore.shareOf.${measure}`), measure, asked, answer.data), ...figures];
  }, [texts, firmId, answer, measure, valueName]);
}
