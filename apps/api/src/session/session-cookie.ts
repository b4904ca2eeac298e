import type { CookieSerializeOptions } from "@fastify/cookie";

/** How long a session lives, in seconds: a working day. */
export const SESSION_TTL_SECONDS = 12 * 60 * 60;

export interface SessionCookie {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * The cookie that holds a session token: out of reach of scripts, sent by our own pages only.
 *
 * Over https it is `Secure` and bound to the host by the `__Host-` prefix (RFC 6265bis, 4.1.3.2), which plain http cannot have.
 */
export function sessionCookie({ secure }: { secure: boolean }): SessionCookie {
  return {
    name: secure ? "__Host-usage-session" : "usage-session",
    options: { httpOnly: true, sameSite: "strict", secure, path: "/" },
  };
}
