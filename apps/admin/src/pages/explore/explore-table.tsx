import { type ReactNode, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DateRange, type Dimension, type Explore, isUnpriced, type Measure, type UsageFilters } from "usage-core";
import { changeAmount, changeOf } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { ShareBar } from "../../components/share-bar.tsx";
import { parseSortText, sortText } from "../../components/table-sort.ts";
import { type UsageRow, useUsageColumns, useUsageRows } from "../../components/usage-columns.tsx";
import { type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import { useMeasureName, useMeasureText } from "../../components/use-measure-text.ts";
import { useValueName } from "../../components/use-row-name.ts";
import { CallsLink } from "../../features/calls-link.tsx";
import { filtersOfKey } from "../../features/filters/filters-search.ts";

interface ExploreTableProps {
  readonly firmId: string;
  readonly question: {
    readonly range: DateRange;
    readonly groupBy: readonly Dimension[];
    readonly filters: UsageFilters;
    readonly measure: Measure;
  };
  readonly explore: Explore;
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

const FIGURES: ReadonlySet<string> = new Set(["cost", "tokens", "calls", "failedCalls"] satisfies Measure[]);

/** The rows of an answer: every name leads to its page, and every number to its calls. */
export function ExploreTable({ firmId, question, explore, sort, onSort }: ExploreTableProps): ReactNode {
  const { t } = useTranslation();
  const { measure } = question;
  const { rows, pinned } = useUsageRows(explore);
  const columns = useExploreColumns(firmId, question, explore);
  const order = sort === undefined ? undefined : parseSortText(sort);
  const isKnown = columns.some(({ id }) => id === order?.column);
  return (
    <UsageTable
      label={t("explore.table")}
      // Told apart by nothing there is the total alone.
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
  { range, groupBy, filters, measure }: ExploreTableProps["question"],
  { previousRange, total }: Explore,
): readonly UsageColumn<UsageRow>[] {
  const { t } = useTranslation();
  const valueName = useValueName();
  const measureName = useMeasureName();
  const measureText = useMeasureText();
  const usual = useUsageColumns("");
  const whole = figureOf(total.figures, measure) ?? 0;
  const shareOf = useCallback(
    ({ figures, percentOfTotal }: UsageRow): number | null => {
      if (measure === "cost") return isUnpriced(figures) ? null : percentOfTotal;
      return whole === 0 ? 0 : (figures[measure] / whole) * 100;
    },
    [measure, whole],
  );
  // Of the same question, the same: as text, since a question is made anew with every render.
  const asked = JSON.stringify([range, groupBy, filters, previousRange]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` has the question's parts; the texts follow `t`.
  return useMemo(() => {
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
      cell: (row) => <ShareBar percent={shareOf(row)} />,
    };
    const figures = usual.flatMap((column) => {
      if (!isFigure(column.id)) return [];
      const of = column.id;
      const linked: UsageColumn<UsageRow> = {
        ...column,
        cell: (row) => {
          // All else is no choice of values.
          if (
            row.id === "other" ||
            row.figures.calls === 0 ||
            (of === "failedCalls" && row.figures.failedCalls === 0)
          ) {
            return column.cell(row);
          }
          return (
            <CallsLink
              className="calls-link-number"
              firmId={firmId}
              range={range}
              filters={filtersOfKey(filters, row.row?.key ?? {})}
              only={of === "failedCalls" ? "failed" : undefined}
              label={t("explore.openCalls", {
                measure: measureName(of),
                name: row.name,
                value: measureText(row.figures, of),
              })}
            >
              {column.cell(row)}
            </CallsLink>
          );
        },
      };
      if (previousRange === null) return [linked];
      return [
        linked,
        {
          id: `${of}Change`,
          head: t(`explore.change.${of}`),
          width: 100,
          isNumber: true,
          sortBy: ({ figures, previous }: UsageRow) => changeAmount(figures, previous, of),
          cell: ({ figures, previous }: UsageRow) => (
            <ChangeBadge
              change={changeOf(figures, previous, of)}
              previousRange={previousRange}
              isPartial={of === "cost" && figures.unpricedCalls + (previous?.unpricedCalls ?? 0) > 0}
            />
          ),
        },
      ];
    });
    return [...names, share, ...figures];
  }, [t, firmId, asked, measure, shareOf, usual]);
}

function isFigure(id: string): id is Measure {
  return FIGURES.has(id);
}
