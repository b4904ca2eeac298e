import { useDebouncedValue } from "@mantine/hooks";
import { type Query, useQueryClient } from "@tanstack/react-query";
import type { TRPCSubscriptionStatus } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { endSession } from "../session/use-session.ts";
import { isSignedOutError } from "../trpc.ts";
import { askAnew } from "./ask-anew.ts";
import { LIVE_KEY } from "./live-key.ts";

/** Whether the page hears of changes: yes, soon, or not for so long that the reader should know. */
export type LiveState = "live" | "connecting" | "lost";

/**
 * How long a connection must last before the page counts as live, in milliseconds. A server that hears no changes itself accepts
 * the stream and ends it at once.
 */
const SETTLED_MS = 500;
/** How long a connection must be gone before the reader is told, in milliseconds. */
const PATIENCE_MS = 5_000;
/** How long to wait after a refusal (too many streams, say) before trying again, in milliseconds. */
const REFUSED_MS = 15_000;

interface Subscription {
  readonly status: TRPCSubscriptionStatus;
  readonly error: unknown;
  readonly reset: () => void;
}

/** The state of the page by its subscription to changes. `isMeant` tells which queries are the page's. */
export function useLiveState({ status, error, reset }: Subscription, isMeant: (query: Query) => boolean): LiveState {
  const queryClient = useQueryClient();
  const isConnected = status === "pending";
  const [isSettled] = useDebouncedValue(isConnected, SETTLED_MS);
  const isHeard = isConnected && isSettled;
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
    // Set at once, not only when settled: the refetches after the first event choose their interval by it.
    queryClient.setQueryData(LIVE_KEY, isConnected);
    // Nothing is heard without a subscription.
    return () => {
      queryClient.setQueryData(LIVE_KEY, false);
    };
  }, [queryClient, isConnected]);

  useEffect(() => {
    // Refetching makes every query read `refetchInterval` again, which is now the shorter one.
    if (isLost) askAnew(queryClient, isMeant);
  }, [queryClient, isLost, isMeant]);

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
