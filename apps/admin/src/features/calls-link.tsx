import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DateRange } from "usage-core";
import { toPathPart } from "../routes/path-part.ts";

interface CallsLinkProps {
  readonly firmId: string;
  readonly range: DateRange;
  /** Which of the period's calls; absent: all. */
  readonly only?: "failed" | "unpriced";
  readonly children: ReactNode;
}

/** The way to the calls behind a number. */
export function CallsLink({ firmId, range, only, children }: CallsLinkProps): ReactNode {
  // As a plain path: the page of calls is a route of its own, and this may stand on any page.
  const to: string = `/firms/${encodeURIComponent(toPathPart(firmId))}/calls`;
  const { startDate: from, endDate } = range;
  return (
    <Link to={to} search={{ range: undefined, from, to: endDate, ...(only && { [only]: "1" }) }}>
      {children}
    </Link>
  );
}
