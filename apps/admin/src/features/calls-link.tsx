import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DateRange, UsageFilters } from "usage-core";
import { filtersSearch } from "./filters/filters-search.ts";

interface CallsLinkProps {
  readonly firmId: string;
  readonly range: DateRange;
  /** Absent: all calls. */
  readonly filters?: UsageFilters;
  /** Which of the period's calls; absent: all. */
  readonly only?: "failed" | "unpriced" | undefined;
  /** The instant, with its offset, at which the one hour of the period starts; absent: all hours. */
  readonly hour?: string | undefined;
  /** The id of a call whose story opens with them. */
  readonly call?: string;
  readonly className?: string;
  /** Where the text alone does not tell what it leads to. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** The way to the calls behind a number. */
export function CallsLink({
  firmId,
  range,
  filters,
  only,
  hour,
  call,
  className,
  label,
  children,
}: CallsLinkProps): ReactNode {
  const { startDate: from, endDate } = range;
  return (
    <Link
      to="/firms/$firmId/calls"
      params={{ firmId }}
      search={{
        range: undefined,
        from,
        to: endDate,
        ...(filters && filtersSearch(filters)),
        ...(only === "failed" && { failed: "1" }),
        ...(only === "unpriced" && { unpriced: "1" }),
        ...(hour !== undefined && { hour }),
        ...(call !== undefined && { call }),
      }}
      {...(className !== undefined && { className })}
      {...(label !== undefined && { "aria-label": label })}
    >
      {children}
    </Link>
  );
}
