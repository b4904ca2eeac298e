import { type ReactNode, useCallback, useMemo } from "react";
import {
  type Answer,
  type DateRange,
  type Dimension,
  type Explore,
  isUnpriced,
  type Measure,
  type UsageFilters,
} from "usage-core";
import { changeAmount } from "../../components/change.ts";
import { EntityLink } from "../../components/entity-link.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { ShareBar } from "../../components/share-bar.tsx";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import { useValueName } from "../../components/use-row-name.ts";
import { explainedColumn, isMeasure } from "../../features/explained/explained-column.tsx";
import { RowChange, RowShare } from "../../features/explained/row-numbers.tsx";
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
    <UsageTable
      label={t("explore.table")}
      // Without grouping there is only the total.
      rows={rows.length === 0 ? pinned : rows}
      pinned={rows.length === 0 ? [] : pinned}
      rowId={({ id }) => id}
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
): readonly UsageColumn<UsageRow>[] {
  const { t } = useTexts();
  const { range, groupBy, filters, measure } = question;
  const { previousRange, total } = answer.data;
  const valueName = useValueName(answer.data.rows);
  const usual = useUsageColumns("");
  const whole = figureOf(total.figures, measure) ?? 0;
  const shareOf = useCallback(
    ({ figures, percentOfTotal }: UsageRow): number | null => {
      if (measure === "cost") return isUnpriced(figures) ? null : percentOfTotal;
      return whole === 0 ? 0 : (figures[measure] / whole) * 100;
    },
    [measure, whole],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is of one question; the texts follow `t`.
  return useMemo(() => {
    const asked = { firmId, range, filters, answer };
    const textOf = ({ name, row }: UsageRow, dimension: Dimension) => (row === null ? name : valueName(row, dimension));
    const names = (groupBy.length === 0 ? [null] : groupBy).map((dimension, index): UsageColumn<UsageRow> => {
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
    const share: UsageColumn<UsageRow> = {
      id: "share",
      head: t(`explore.shareOf.${measure}`),
      width: 130,
      isNumber: true,
      sortBy: shareOf,
      cell: (row) => (
        <ShareBar percent={shareOf(row)}>
          <RowShare asked={asked} row={row} measure={measure} percent={shareOf(row)} total={total.figures} />
        </ShareBar>
      ),
    };
    const figures = usual.flatMap((column) => {
      if (!isMeasure(column.id)) return [];
      const of = column.id;
      const explained = explainedColumn(column, asked, answer.data);
      if (previousRange === null) return [explained];
      return [
        explained,
        {
          id: `${of}Change`,
          head: t(`explore.change.${of}`),
          width: 100,
          isNumber: true,
          sortBy: ({ figures, previous }: UsageRow) => changeAmount(figures, previous, of),
          cell: (row: UsageRow) => <RowChange asked={asked} row={row} measure={of} previousRange={previousRange} />,
        },
      ];
    });
    return [...names, share, ...figures];
  }, [t, firmId, answer, measure, shareOf, usual]);
}
