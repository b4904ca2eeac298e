import type { TokenCaller } from "../access/caller.ts";

/** Who is signed in: the answer of `GET /session` and `POST /session`. */
export type SessionInfo =
  | { readonly subject: string; readonly role: "ops"; readonly firmId: null; readonly expiresAt: string }
  | { readonly subject: string; readonly role: "firm"; readonly firmId: string; readonly expiresAt: string };

/** `expiresAt` goes out as an ISO 8601 instant in UTC. */
export function sessionInfo(caller: TokenCaller, expiresAt: Date): SessionInfo {
  const common = { subject: caller.sub, expiresAt: expiresAt.toISOString() };
  return caller.role === "firm"
    ? { ...common, role: "firm", firmId: caller.firmId }
    : { ...common, role: "ops", firmId: null };
}
