import { useDebouncedValue, useDocumentVisibility } from "@mantine/hooks";
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useCallback } from "react";
import { useTRPC } from "../trpc.ts";
import { askAnew } from "./ask-anew.ts";
import { type LiveState, useLiveState } from "./use-live-state.ts";

/** How long a hidden page goes on listening, in milliseconds: one that is looked at again soon misses nothing. */
const HIDDEN_MS = 10_000;

/**
 * Follows the firm, and asks anew what is on the page as soon as the firm has changed. Lists that grow by pages are left alone:
 * they would be thrown back to their beginning.
 */
export function useLiveChanges(firmId: string): LiveState {
  const isMeant = useCallback((query: Query) => isAbout(query, firmId), [firmId]);
  const options = useTRPC().usage.changes.subscriptionOptions({ firmId }, useListener(isMeant));
  return useLiveState(useSubscription(options), isMeant);
}

/** The same of all firms, for what operators look at across them. */
export function useLiveChangesOfAll(): LiveState {
  const options = useTRPC().ops.changes.subscriptionOptions({}, useListener(isAboutAll));
  return useLiveState(useSubscription(options), isAboutAll);
}

/**
 * Asks anew upon events. Only a page that is looked at follows: over HTTP/1.1 a browser has six connections to a server for all
 * its tabs, and a stream takes one of them for as long as it is open. The seventh tab would wait for ever.
 */
function useListener(isMeant: (query: Query) => boolean) {
  const queryClient = useQueryClient();
  const isHidden = useDocumentVisibility() === "hidden";
  const [wasHidden] = useDebouncedValue(isHidden, HIDDEN_MS);
  return {
    enabled: !(isHidden && wasHidden),
    // The first event too: who was not listening yet may have missed something.
    onData: (event: { readonly data: { readonly asOf: string } }) => askAnew(queryClient, isMeant, event.data.asOf),
  };
}

/** Whether the query asks about the firm, and all at once. tRPC's keys are the path and how it is asked. */
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
