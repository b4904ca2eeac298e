import type { FastifyRequest } from "fastify";
import type { Tokens, Verdict } from "../access/tokens.ts";

const HOW_TO_SIGN_IN =
  "open a new sign-in link, or send a token as `Authorization: Bearer …` (`npm run usage -- token --role ops` makes one)";

/**
 * Verifies the request's bearer token, or else its session cookie.
 *
 * A bearer token that is there but not valid is never passed over for the cookie: who sends one means it.
 */
export async function verifyCredentials(request: FastifyRequest, tokens: Tokens, cookieName: string): Promise<Verdict> {
  const token = bearerToken(request.headers.authorization) ?? request.cookies[cookieName];
  if (token === undefined) return { valid: false, problem: `You are not signed in; ${HOW_TO_SIGN_IN}` };
  const verdict = await tokens.verify("access", token);
  return verdict.valid
    ? verdict
    : { valid: false, problem: `You are not signed in: ${verdict.problem}; ${HOW_TO_SIGN_IN}` };
}

/** The header's token; `undefined` when there is no header. A header of another scheme counts as a token that is not valid. */
function bearerToken(header: string | undefined): string | undefined {
  return header?.replace(/^bearer +/i, "");
}
