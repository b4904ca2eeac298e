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

/** All that the server told the one who is signed in: who comes next may not be allowed to see it. */
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
    // The cookie changes by our own doing only; that it ran out shows in the first refused question.
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
  /** Whether the server did not take the cookie back: the reader is signed in still. */
  readonly hasFailed: boolean;
}

/** Signs out, and forgets every figure that the page holds. */
export function useSignOut(): SignOut {
  const source = useSessionSource();
  const queryClient = useQueryClient();
  const { mutate, isError } = useMutation({
    mutationFn: () => source.close(),
    // Fails at once where there is no network, rather than to wait for it without a word.
    networkMode: "always",
    onSuccess: () => {
      queryClient.setQueryData(SESSION_KEY, SIGNED_OUT);
      queryClient.removeQueries(ANSWERS);
    },
  });
  return { signOut: mutate, hasFailed: isError };
}
