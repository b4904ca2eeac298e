import type { ReactNode } from "react";
import type { DateRange } from "usage-core";
import { changeOf } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import type { UsageRow } from "../../components/usage-columns.tsx";

interface RowChangeProps {
  readonly row: Pick<UsageRow, "figures" | "previous">;
  readonly previousRange: DateRange | null;
}

/** How a row's cost changed. */
export function RowChange({ row: { figures, previous }, previousRange }: RowChangeProps): ReactNode {
  return (
    <ChangeBadge
      change={changeOf(figures, previous, "cost")}
      previousRange={previousRange}
      isPartial={figures.unpricedCalls + (previous?.unpricedCalls ?? 0) > 0}
    />
  );
}
