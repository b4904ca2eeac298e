import type { ReactNode } from "react";
import { Waiting } from "../components/waiting.tsx";
import type { SignedInSession } from "./session-source.ts";
import { SignedOutPage } from "./signed-out-page.tsx";
import { useSession } from "./use-session.ts";

/** What only whoever is signed in sees; others read how to get in. */
export function SignedIn({ children }: { readonly children: (session: SignedInSession) => ReactNode }): ReactNode {
  const { data: session, error, refetch } = useSession();
  if (session === undefined) return <Waiting error={error} onRetry={refetch} />;
  return session.signedIn ? children(session) : <SignedOutPage reason={session.reason} />;
}
