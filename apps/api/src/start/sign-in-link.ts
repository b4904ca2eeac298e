import type { TokenCaller } from "../access/caller.ts";
import type { Tokens } from "../access/tokens.ts";

/** How long a sign-in link can be used, in minutes. */
export const SIGN_IN_LINK_MINUTES = 15;

/** Addresses that mean "this machine", or all its addresses: a browser on it says `localhost`. */
const LOCAL_HOSTS = new Set(["127.0.0.1", "0.0.0.0", "::", "::1"]);

/** Where browsers reach a server that listens at `host` and `port`. */
export function localUrl(host: string, port: number): string {
  if (LOCAL_HOSTS.has(host)) return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** A link that signs the caller in. Its token is in the fragment, which browsers send to no server. */
export async function signInLink(tokens: Tokens, caller: TokenCaller, url: string): Promise<string> {
  const { token } = await tokens.issue("sign-in", caller, SIGN_IN_LINK_MINUTES * 60);
  return `${url}/#token=${token}`;
}
