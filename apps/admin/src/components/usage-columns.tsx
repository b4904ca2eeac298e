import { type ReactNode, useMemo } from "react";
import { type Explore, type ExploreFigures, type ExploreRow, isUnpriced } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { useCostText, useUnpricedText } from "../i18n/use-cost-text.ts";
import { rowId } from "./row-id.ts";
import { ShareBar } from "./share-bar.tsx";
import type { TableColumn } from "./table-cells.tsx";
import { useRowName } from "./use-row-name.ts";

/** One line of a table of an explore answer. */
export interface UsageRow {
  readonly id: string;
  readonly name: string;
  /** `null` for all else and for the total. */
  readonly row: ExploreRow | null;
  readonly figures: ExploreFigures;
  readonly previous: ExploreFigures | null;
  /** In [0, 100]. */
  readonly percentOfTotal: number;
}

interface UsageRows {
  readonly rows: readonly UsageRow[];
  /** All else, if there is any, and the total: with `rows` they add up. */
  readonly pinned: readonly UsageRow[];
}

export function useUsageRows(explore: Explore): UsageRows {
  const { t, format } = useTexts();
  const { rows, other, total } = explore;
  const rowName = useRowName(rows);
  const hasCost = total.figures.cost > 0;
  return {
    rows: rows.map((row) => ({ id: rowId(row.key), name: rowName(row), row, ...row })),
    pinned: [
      ...(other === null
        ? []
        : [{ id: "other", name: t("parts.other", { formatted: format.count(other.keys) }), row: null, ...other }]),
      { id: "total", name: t("parts.total"), row: null, ...total, percentOfTotal: hasCost ? 100 : 0 },
    ],
  };
}

/**
 * The columns that every table of usage has: name, share, cost, tokens, calls, failed calls.
 *
 * `name` is the first column's head; `renderName` draws a row's name, such as a link, and must stay the same between renders.
 */
export function useUsageColumns(
  name: string,
  renderName: (row: UsageRow) => ReactNode = ({ name }) => name,
): readonly TableColumn<UsageRow>[] {
  const { t, format } = useTexts();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language, which `format` and `t` follow.
  return useMemo(
    () => [
      {
        id: "name",
        head: name,
        width: 140,
        isNumber: false,
        sortBy: (row) => row.name,
        cell: renderName,
        title: (row) => row.name,
      },
      {
        id: "share",
        head: t("columns.share"),
        width: 130,
        isNumber: true,
        sortBy: ({ figures, percentOfTotal }) => (isUnpriced(figures) ? null : percentOfTotal),
        cell: ({ figures, percentOfTotal }) => <ShareBar percent={isUnpriced(figures) ? null : percentOfTotal} />,
      },
      {
        id: "cost",
        head: t("columns.cost"),
        width: 104,
        isNumber: true,
        sortBy: ({ figures }) => (isUnpriced(figures) ? null : figures.cost),
        cell: ({ figures }) => costText(figures),
        title: ({ figures }) => unpricedText(figures.unpricedCalls),
      },
      {
        id: "tokens",
        head: t("columns.tokens"),
        width: 80,
        isNumber: true,
        sortBy: ({ figures }) => figures.tokens,
        cell: ({ figures }) => format.countShort(figures.tokens),
        title: ({ figures }) => format.count(figures.tokens),
      },
      {
        id: "calls",
        head: t("columns.calls"),
        width: 84,
        isNumber: true,
        sortBy: ({ figures }) => figures.calls,
        cell: ({ figures }) => format.count(figures.calls),
      },
      {
        id: "failedCalls",
        head: t("parts.failedCalls"),
        width: 112,
        isNumber: true,
        sortBy: ({ figures }) => figures.failedCalls,
        cell: ({ figures }) => format.count(figures.failedCalls),
      },
    ],
    [t, format, name, renderName],
  );
}
