import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Dimension } from "usage-core";

interface EntityLinkProps {
  readonly firmId: string;
  readonly dimension: Dimension;
  /** The feature, the user's id (`"batch"` for batch jobs), the model or the provider; `null`: the provider that was not told. */
  readonly value: string | null;
  readonly children: ReactNode;
}

/** A name that links to its page, of the same period. Hovering preloads nothing: a list has many such links. */
export function EntityLink({ firmId, dimension, value, children }: EntityLinkProps): ReactNode {
  const id = value ?? "";
  const look = { className: "data-table-link", preload: false, children } as const;
  switch (dimension) {
    case "feature":
      return <Link {...look} to="/firms/$firmId/features/$feature" params={{ firmId, feature: id }} />;
    case "user":
      return <Link {...look} to="/firms/$firmId/users/$user" params={{ firmId, user: id }} />;
    case "model":
      return <Link {...look} to="/firms/$firmId/models/$model" params={{ firmId, model: id }} />;
    case "provider":
      return <Link {...look} to="/firms/$firmId/providers/$provider" params={{ firmId, provider: id }} />;
  }
}
