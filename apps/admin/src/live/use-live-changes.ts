import { useDebouncedValue, useDocumentVisibility } from "@mantine/hooks";
import { type Query, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { endSession } from "../session/use-session.ts";
import { isSignedOutError, useTRPC } from "../trpc.ts";
import { askAnew } from "./ask-anew.ts";
import { LIVE_KEY } from "./live-key.ts";

/** Whether the page hears of changes: it does, it is about to, or it has not for so long that the reader should know. */
export type LiveState = "live" | "connecting" | "lost";

/** A connection that is gone for less is not worth a word, in milliseconds. */
const PATIENCE_MS = 5_000;
/** How long a hidden page goes on listening, in milliseconds: one that is looked at again soon misses nothing. */
const HIDDEN_MS = 10_000;
/** After a refusal, such as that there are too many streams: when to try again, in milliseconds. */
const REFUSED_MS = 15_000;

/**
 * Follows the firm, and asks anew what is on the page as soon as the firm has changed. Lists that grow by pages are left alone:
 * they would be thrown back to their beginning.
 *
 * Only a page that is looked at follows. Over HTTP/1.1 a browser has six connections to a server for all its tabs, and a stream
 * takes one of them for as long as it is open: the seventh tab would wait for ever.
 */
export function useLiveChanges(firmId: string): LiveState {
  const api = useTRPC();
  const queryClient = useQueryClient();
  const isHidden = useDocumentVisibility() === "hidden";
  const [wasHidden] = useDebouncedValue(isHidden, HIDDEN_MS);
  const { status, error, reset } = useSubscription(
    api.usage.changes.subscriptionOptions(
      { firmId },
      {
        enabled: !(isHidden && wasHidden),
        // The first event too: who was not listening yet may have missed something.
        onData: () => askAnew(queryClient, (query) => isAbout(query, firmId)),
      },
    ),
  );
  const isHeard = status === "pending";
  const isDeaf = !isHeard && status !== "idle";
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    if (!isDeaf) {
      setIsLost(false);
      return undefined;
    }
    const timer = setTimeout(() => setIsLost(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isDeaf]);

  useEffect(() => {
    queryClient.setQueryData(LIVE_KEY, isHeard);
    // A page that follows no firm hears nothing.
    return () => {
      queryClient.setQueryData(LIVE_KEY, false);
    };
  }, [queryClient, isHeard]);

  useEffect(() => {
    // Asked anew, answers take the pace of a page that hears nothing.
    if (isLost) askAnew(queryClient, (query) => isAbout(query, firmId));
  }, [queryClient, isLost, firmId]);

  useEffect(() => {
    if (status !== "error") return undefined;
    if (isSignedOutError(error)) {
      endSession(queryClient);
      return undefined;
    }
    const timer = setTimeout(reset, REFUSED_MS);
    return () => clearTimeout(timer);
  }, [status, error, reset, queryClient]);

  if (isHeard) return "live";
  return isLost ? "lost" : "connecting";
}

/** Whether the query asks about the firm, and all at once. tRPC's keys are the path and how it is asked. */
function isAbout({ queryKey: [, how] }: Query, firmId: string): boolean {
  if (typeof how !== "object" || how === null || !("input" in how) || !("type" in how)) return false;
  const { input, type } = how;
  return (
    type === "query" && typeof input === "object" && input !== null && "firmId" in input && input.firmId === firmId
  );
}
