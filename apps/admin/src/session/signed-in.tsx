import type { ReactNode } from "react";
import { Waiting } from "../components/waiting.tsx";
import type { SignedInSession } from "./session-source.ts";
import { SignedOutPage } from "./signed-out-page.tsx";
import { useSession } from "./use-session.ts";

/** Shows its content to signed-in readers only; others read how to sign in. */
export function SignedIn({ children }: { readonly children: (session: SignedInSession) => ReactNode }): ReactNode {
  const { data: session, error, refetch } = useSession();
  if (session === undefined) return <Waiting error={error} onRetry={refetch} />;
  return session.signedIn ? children(session) : <SignedOutPage reason={session.reason} />;
}
