import { useMemo } from "react";
import type { Explore, ExploreFigures, ExploreRow } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";
import { rowId } from "./row-id.ts";
import { useOtherName } from "./use-other-name.ts";
import { useRowName } from "./use-row-name.ts";

/** One line of a table of an explore answer. */
export interface UsageRow {
  readonly id: string;
  readonly name: string;
  /** `null` for `other` and for the total. */
  readonly row: ExploreRow | null;
  readonly figures: ExploreFigures;
  readonly previous: ExploreFigures | null;
  /** Of the cost, in [0, 100]. */
  readonly percentOfTotal: number;
}

interface UsageRows {
  readonly rows: readonly UsageRow[];
  /** `other`, if there is any, and the total: with `rows` they add up. */
  readonly pinned: readonly UsageRow[];
}

/** The same rows as long as the answer is the same: tables of thousands draw only what changed. */
export function useUsageRows({ rows, other, total }: Explore): UsageRows {
  const { t } = useTexts();
  const otherName = useOtherName();
  const rowName = useRowName(rows);
  return useMemo(
    () => ({
      rows: rows.map((row) => ({ id: rowId(row.key), name: rowName(row), row, ...row })),
      pinned: [
        ...(other === null ? [] : [{ id: "other", name: otherName(other.keys), row: null, ...other }]),
        { id: "total", name: t("parts.total"), row: null, ...total, percentOfTotal: total.figures.cost > 0 ? 100 : 0 },
      ],
    }),
    [rows, other, total, rowName, otherName, t],
  );
}

export function usageRowId({ id }: UsageRow): string {
  return id;
}
