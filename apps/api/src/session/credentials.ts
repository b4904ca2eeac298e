import type { FastifyRequest } from "fastify";
import { API_KEY_PREFIX } from "usage-db";
import { type Caller, keyCaller } from "../access/caller.ts";
import type { Tokens, Verdict as TokenVerdict } from "../access/tokens.ts";
import type { KeyRing } from "../usage-services.ts";

const HOW_TO_SIGN_IN =
  "open a new sign-in link, or send an API key or a token as `Authorization: Bearer …` (`npm run usage -- keys create` and `npm run usage -- token` make them)";

/** The credential that a request carries. */
type Credential =
  | { readonly kind: "key"; readonly text: string }
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "none" }
  /** Both a key and a token: nobody can say which one is meant. */
  | { readonly kind: "both" };

type Verdict =
  | { readonly valid: true; readonly caller: Caller }
  /** `problem` says why not, for the caller to read. */
  | { readonly valid: false; readonly problem: string };

interface SessionSources {
  readonly tokens: Tokens;
  readonly cookieName: string;
}

/** Verifies the request's API key, or its bearer token, or else its session cookie. */
export async function verifyCredentials(
  request: FastifyRequest,
  { keys, ...sources }: SessionSources & { readonly keys: Pick<KeyRing, "verify"> },
): Promise<Verdict> {
  const credential = credentialOf(request, sources.cookieName);
  if (credential.kind !== "key") return verifyToken(credential, sources.tokens);
  const verdict = await keys.verify(credential.text);
  return verdict.valid
    ? { valid: true, caller: keyCaller(verdict.key) }
    : { valid: false, problem: `You are not signed in: ${verdict.problem}` };
}

/** Verifies that a person is signed in. A key is no session, however good it is, and is not even looked up. */
export async function verifySession(
  request: FastifyRequest,
  { tokens, cookieName }: SessionSources,
): Promise<TokenVerdict> {
  const credential = credentialOf(request, cookieName);
  if (credential.kind !== "key") return verifyToken(credential, tokens);
  return { valid: false, problem: "You are not signed in: an API key opens no session; open a sign-in link" };
}

async function verifyToken(
  credential: Exclude<Credential, { readonly kind: "key" }>,
  tokens: Tokens,
): Promise<TokenVerdict> {
  switch (credential.kind) {
    case "none":
      return { valid: false, problem: `You are not signed in; ${HOW_TO_SIGN_IN}` };
    case "both":
      return { valid: false, problem: "You are not signed in: send either Authorization or x-api-key, not both" };
    case "token": {
      const verdict = await tokens.verify("access", credential.text);
      return verdict.valid
        ? verdict
        : { valid: false, problem: `You are not signed in: ${verdict.problem}; ${HOW_TO_SIGN_IN}` };
    }
  }
}

/**
 * A key comes as `x-api-key`, or as a bearer token with the prefix of keys.
 *
 * A header that is present but not valid is never ignored in favour of the cookie: whoever sends one means it. One of
 * another scheme counts as a token that is not valid.
 */
function credentialOf({ headers, cookies }: FastifyRequest, cookieName: string): Credential {
  const bearer = headers.authorization?.replace(/^bearer +/i, "");
  const key = headers["x-api-key"];
  if (key !== undefined) return bearer === undefined ? { kind: "key", text: String(key) } : { kind: "both" };
  if (bearer?.startsWith(API_KEY_PREFIX)) return { kind: "key", text: bearer };
  const token = bearer ?? cookies[cookieName];
  return token === undefined ? { kind: "none" } : { kind: "token", text: token };
}
