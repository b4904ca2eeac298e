import { useQuery } from "@tanstack/react-query";
import type { DateRange } from "usage-core";
import { useTRPC } from "../trpc.ts";

/** The questions about one firm. All that stand on the page at once go to the server as one request. */

export function useDailyCosts(firmId: string, range: DateRange) {
  return useQuery(useTRPC().usage.dailyCosts.queryOptions({ firmId, range }));
}

export function useHourlyCosts(firmId: string, date: string) {
  return useQuery(useTRPC().usage.hourlyCosts.queryOptions({ firmId, date }));
}
