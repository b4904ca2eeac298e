import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DateRange, UsageFilters } from "usage-core";
import { toPathPart } from "../routes/path-part.ts";
import { filtersSearch } from "./filters/filters-search.ts";

interface CallsLinkProps {
  readonly firmId: string;
  readonly range: DateRange;
  /** Absent: all calls. */
  readonly filters?: UsageFilters;
  /** Which of the period's calls; absent: all. */
  readonly only?: "failed" | "unpriced" | undefined;
  readonly className?: string;
  /** Where the text alone does not tell what it leads to. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** The way to the calls behind a number. */
export function CallsLink({ firmId, range, filters, only, className, label, children }: CallsLinkProps): ReactNode {
  const { startDate: from, endDate } = range;
  return (
    <Link
      to={callsPath(firmId)}
      search={{
        range: undefined,
        from,
        to: endDate,
        ...(filters && filtersSearch(filters)),
        ...(only && { [only]: "1" }),
      }}
      preload={false}
      {...(className !== undefined && { className })}
      {...(label !== undefined && { "aria-label": label })}
    >
      {children}
    </Link>
  );
}

/** As a plain path: the page of calls is a route of its own, and the way to it may stand on any page. */
export function callsPath(firmId: string): string {
  return `/firms/${encodeURIComponent(toPathPart(firmId))}/calls`;
}
