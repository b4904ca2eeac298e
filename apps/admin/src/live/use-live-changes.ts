import { useDebouncedValue, useDocumentVisibility } from "@mantine/hooks";
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useCallback } from "react";
import { useTRPC } from "../trpc.ts";
import { askAnew } from "./ask-anew.ts";
import { type LiveState, useLiveState } from "./use-live-state.ts";

/** How long a hidden page goes on listening, in milliseconds, so that a short look at another tab misses nothing. */
const HIDDEN_MS = 10_000;

/**
 * Follows the firm, and refetches what is on the page as soon as the firm changes. Lists that grow by pages are left alone: they
 * would start at their first page again.
 */
export function useLiveChanges(firmId: string): LiveState {
  const isMeant = useCallback((query: Query) => isAbout(query, firmId), [firmId]);
  const options = useTRPC().usage.changes.subscriptionOptions({ firmId }, useListener(isMeant));
  return useLiveState(useSubscription(options), isMeant);
}

/** The same for all firms together, for operators. */
export function useLiveChangesOfAll(): LiveState {
  const options = useTRPC().ops.changes.subscriptionOptions({}, useListener(isAboutAll));
  return useLiveState(useSubscription(options), isAboutAll);
}

/**
 * Refetches on every event. A hidden page does not listen: over HTTP/1.1 a browser has six connections to a server for all its tabs,
 * and an open stream occupies one. The seventh tab would wait forever.
 */
function useListener(isMeant: (query: Query) => boolean) {
  const queryClient = useQueryClient();
  const isHidden = useDocumentVisibility() === "hidden";
  const [wasHidden] = useDebouncedValue(isHidden, HIDDEN_MS);
  return {
    enabled: !(isHidden && wasHidden),
    // On the first event too: something may have changed before the page listened.
    onData: (event: { readonly data: { readonly asOf: string } }) => askAnew(queryClient, isMeant, event.data.asOf),
  };
}

/** Whether the query is about the firm and not paged. tRPC's keys are the path, then input and type. */
function isAbout({ queryKey: [, how] }: Query, firmId: string): boolean {
  if (typeof how !== "object" || how === null || !("input" in how) || !("type" in how)) return false;
  const { input, type } = how;
  return (
    type === "query" && typeof input === "object" && input !== null && "firmId" in input && input.firmId === firmId
  );
}

/** Whether the query asks about all firms' usage. */
function isAboutAll({ queryKey: [path] }: Query): boolean {
  return Array.isArray(path) && path.join(".") === "ops.firms";
}
