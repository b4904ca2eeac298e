import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Dimension } from "usage-core";

interface EntityLinkProps {
  readonly firmId: string;
  readonly dimension: Dimension;
  /** The feature, the user's id (`"batch"` for batch jobs), the model or the provider; `null`: the provider that was not told. */
  readonly value: string | null;
  /** What is read: mostly a name. */
  readonly children: ReactNode;
}

/** The way from a name to its page, of the same period. A list has many: passing over them must not ask for every page. */
export function EntityLink({ firmId, dimension, value, children }: EntityLinkProps): ReactNode {
  const id = value ?? "";
  switch (dimension) {
    case "feature":
      return (
        <Link
          className="data-table-link"
          preload={false}
          to="/firms/$firmId/features/$feature"
          params={{ firmId, feature: id }}
        >
          {children}
        </Link>
      );
    case "user":
      return (
        <Link className="data-table-link" preload={false} to="/firms/$firmId/users/$user" params={{ firmId, user: id }}>
          {children}
        </Link>
      );
    case "model":
      return (
        <Link
          className="data-table-link"
          preload={false}
          to="/firms/$firmId/models/$model"
          params={{ firmId, model: id }}
        >
          {children}
        </Link>
      );
    case "provider":
      return (
        <Link
          className="data-table-link"
          preload={false}
          to="/firms/$firmId/providers/$provider"
          params={{ firmId, provider: id }}
        >
          {children}
        </Link>
      );
  }
}
