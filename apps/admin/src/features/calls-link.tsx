import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DateRange, UsageFilters } from "usage-core";
import { filtersSearch } from "./filters/filters-search.ts";
import { periodSearch } from "./range/period-search.ts";

interface CallsOptions {
  readonly range: DateRange;
  /** Absent: all calls. */
  readonly filters?: UsageFilters | undefined;
  /** Which of the period's calls; absent: all. */
  readonly only?: "failed" | "unpriced" | undefined;
  /** The start of the only hour, an instant with its offset; absent: all hours. */
  readonly hour?: string | undefined;
  /** The id of a call whose story opens with them. */
  readonly call?: string | undefined;
}

/** The search of the calls page that lists the calls behind a number. */
export function callsSearchOf({ range, filters, only, hour, call }: CallsOptions) {
  return {
    ...periodSearch({ custom: range }),
    ...(filters && filtersSearch(filters)),
    ...(only === "failed" && { failed: "1" as const }),
    ...(only === "unpriced" && { unpriced: "1" as const }),
    ...(hour !== undefined && { hour }),
    ...(call !== undefined && { call }),
  };
}

interface CallsLinkProps extends CallsOptions {
  readonly firmId: string;
  readonly className?: string;
  /** For a text that does not tell where the link leads. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link to the calls behind a number. */
export function CallsLink({ firmId, className, label, children, ...calls }: CallsLinkProps): ReactNode {
  return (
    <Link
      to="/firms/$firmId/calls"
      params={{ firmId }}
      search={callsSearchOf(calls)}
      {...(className !== undefined && { className })}
      {...(label !== undefined && { "aria-label": label })}
    >
      {children}
    </Link>
  );
}
