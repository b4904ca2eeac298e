import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** By what a page of its own is reached. */
type LinkedDimension = "feature" | "user" | "model";

interface EntityLinkProps {
  readonly firmId: string;
  readonly dimension: LinkedDimension;
  /** The feature, the user's id (`"batch"` for batch jobs) or the model. */
  readonly value: string;
  /** What is read: mostly a name. */
  readonly children: ReactNode;
}

/** The way from a name to its page, of the same period. */
export function EntityLink({ firmId, dimension, value, children }: EntityLinkProps): ReactNode {
  switch (dimension) {
    case "feature":
      return (
        <Link className="data-table-link" to="/firms/$firmId/features/$feature" params={{ firmId, feature: value }}>
          {children}
        </Link>
      );
    case "user":
      return (
        <Link className="data-table-link" to="/firms/$firmId/users/$user" params={{ firmId, user: value }}>
          {children}
        </Link>
      );
    case "model":
      return (
        <Link className="data-table-link" to="/firms/$firmId/models/$model" params={{ firmId, model: value }}>
          {children}
        </Link>
      );
  }
}
