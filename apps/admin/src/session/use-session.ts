import {
  type QueryClient,
  type QueryFilters,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { createContext, use } from "react";
import type { Session, SessionSource } from "./session-source.ts";

export const SESSION_KEY = ["session"];

/** All answers that the signed-in reader got: the next reader may not be allowed to see them. */
export const ANSWERS: QueryFilters = { predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] };

const SessionSourceContext = createContext<SessionSource | null>(null);
export const SessionProvider = SessionSourceContext.Provider;

function useSessionSource(): SessionSource {
  const source = use(SessionSourceContext);
  if (source === null) throw new Error("there is no SessionProvider above this component; put one into the app");
  return source;
}

export function useSession(): UseQueryResult<Session> {
  const source = useSessionSource();
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: () => source.read(),
    // Only this app changes the cookie. That it has expired shows when a question is refused.
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
}

const ENDED: Session = { signedIn: false, reason: "expired" };

/** The server no longer knows who asks. */
export function endSession(queryClient: QueryClient): void {
  queryClient.setQueryData(SESSION_KEY, ENDED);
}

const SIGNED_OUT: Session = { signedIn: false, reason: "none" };

interface SignOut {
  readonly signOut: () => void;
  /** Whether the server did not remove the cookie: the reader is still signed in. */
  readonly hasFailed: boolean;
}

/** Signs out, and forgets every figure that the page holds. */
export function useSignOut(): SignOut {
  const source = useSessionSource();
  const queryClient = useQueryClient();
  const { mutate, isError } = useMutation({
    mutationFn: () => source.close(),
    // Without a network it fails at once, instead of waiting silently for one.
    networkMode: "always",
    onSuccess: () => {
      queryClient.setQueryData(SESSION_KEY, SIGNED_OUT);
      queryClient.removeQueries(ANSWERS);
    },
  });
  return { signOut: mutate, hasFailed: isError };
}
