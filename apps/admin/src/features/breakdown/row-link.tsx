import type { ReactNode } from "react";
import type { Dimension } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import type { UsageRow } from "../../components/use-usage-rows.ts";

interface RowLinkProps {
  readonly firmId: string;
  readonly dimension: Dimension;
  readonly row: Pick<UsageRow, "name" | "row">;
}

/** A row's name, linked to its page. Other and the total have none. */
export function RowLink({ firmId, dimension, row: { name, row } }: RowLinkProps): ReactNode {
  const value = row?.key[dimension];
  if (value === undefined) return name;
  return (
    <EntityLink firmId={firmId} dimension={dimension} value={value}>
      {name}
    </EntityLink>
  );
}
