import type { SessionInfo } from "api/contract";

/** Why the reader is not signed in: never was, the link is no longer valid, or the session has ended. */
export type SignedOutReason = "none" | "badLink" | "expired";

export type SignedInSession = {
  readonly signedIn: true;
  readonly role: SessionInfo["role"];
  /** The only firm that they may see; `null`: all, as an operator. */
  readonly firmId: string | null;
};

export type Session = SignedInSession | { readonly signedIn: false; readonly reason: SignedOutReason };

export interface SessionSource {
  /** Takes the token of a sign-in link, which the next `read` exchanges for the session's cookie. */
  offer(token: string): void;
  /** Who is signed in. Throws when the server cannot be asked. */
  read(): Promise<Session>;
  /** Signs out: the server removes the cookie. */
  close(): Promise<void>;
}

/** Checked by hand: a schema would make the first page load all of zod. */
function sessionInfoOf(answer: unknown): Pick<SignedInSession, "role" | "firmId"> {
  if (typeof answer === "object" && answer !== null && "role" in answer && "firmId" in answer) {
    const { role, firmId } = answer;
    const isKnownRole = role === "ops" || role === "firm";
    if (isKnownRole && (firmId === null || typeof firmId === "string")) return { role, firmId };
  }
  throw new Error("GET /session answered without a role and a firmId; is the server of the same version?");
}

/**
 * The session with the server. The page holds the token of a link only until the server answers. From then on there is only the
 * cookie, which scripts cannot read.
 */
export function createSessionSource(linkToken: string | null): SessionSource {
  let unspent = linkToken;

  async function exchange(token: string): Promise<boolean> {
    const answer = await fetch("/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    // A server error says nothing about the token: it is kept for the next try.
    if (answer.status >= 500) throw new Error(`POST /session answered ${answer.status}; try again`);
    if (unspent === token) unspent = null;
    return answer.ok;
  }

  return {
    offer(token) {
      unspent = token;
    },
    async read() {
      const token = unspent;
      const linkHeld = token === null || (await exchange(token));
      // An old link does not end a session that is still open.
      const answer = await fetch("/session");
      if (answer.status === 401) return { signedIn: false, reason: linkHeld ? "none" : "badLink" };
      if (!answer.ok) throw new Error(`GET /session answered ${answer.status}; try again`);
      return { signedIn: true, ...sessionInfoOf(await answer.json()) };
    },
    async close() {
      const answer = await fetch("/session", { method: "DELETE" });
      if (!answer.ok) throw new Error(`DELETE /session answered ${answer.status}; try again`);
    },
  };
}
