import { useDebouncedValue } from "@mantine/hooks";
import { type Query, useQueryClient } from "@tanstack/react-query";
import type { TRPCSubscriptionStatus } from "@trpc/tanstack-react-query";
import { useEffect, useState } from "react";
import { endSession } from "../session/use-session.ts";
import { isSignedOutError } from "../trpc.ts";
import { askAnew } from "./ask-anew.ts";
import { LIVE_KEY } from "./live-key.ts";

/** Whether the page hears of changes: it does, it is about to, or it has not for so long that the reader should know. */
export type LiveState = "live" | "connecting" | "lost";

/** A server that hears nothing itself refuses at once, and in a stream that has begun: one is heard that lasts, in milliseconds. */
const SETTLED_MS = 500;
/** A connection that is gone for less is not worth a word, in milliseconds. */
const PATIENCE_MS = 5_000;
/** After a refusal, such as that there are too many streams: when to try again, in milliseconds. */
const REFUSED_MS = 15_000;

interface Subscription {
  readonly status: TRPCSubscriptionStatus;
  readonly error: unknown;
  readonly reset: () => void;
}

/** What a subscription to changes means for the page, whose questions `isMeant` knows. */
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
    // Not only when it has lasted: the answers that the first event asks for take their pace from it.
    queryClient.setQueryData(LIVE_KEY, isConnected);
    // A page that follows nothing hears nothing.
    return () => {
      queryClient.setQueryData(LIVE_KEY, false);
    };
  }, [queryClient, isConnected]);

  useEffect(() => {
    // Asked anew, answers take the pace of a page that hears nothing.
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
