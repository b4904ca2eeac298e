import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Tokens } from "../access/tokens.ts";
import { ApiError } from "../errors/api-error.ts";
import { verifySession } from "./credentials.ts";
import { SESSION_TTL_SECONDS, type SessionCookie } from "./session-cookie.ts";
import { type SessionInfo, sessionInfo } from "./session-info.ts";

const signInSchema = z.strictObject({
  token: z.string("must be the token of a sign-in link").min(1, "is empty; send the token of a sign-in link"),
});

interface SessionRoutesOptions {
  readonly tokens: Tokens;
  readonly cookie: SessionCookie;
}

/** Signing in with the token of a link, asking who is signed in, signing out. */
export function addSessionRoutes(app: FastifyInstance, { tokens, cookie }: SessionRoutesOptions): void {
  app.post("/session", async (request, reply): Promise<SessionInfo> => {
    const { token } = signInSchema.parse(request.body);
    const link = await tokens.verify("sign-in", token);
    if (!link.valid) throw new ApiError("not_signed_in", `token: ${link.problem}; open a new sign-in link`);
    const session = await tokens.issue("access", link.caller, SESSION_TTL_SECONDS);
    reply.setCookie(cookie.name, session.token, { ...cookie.options, maxAge: SESSION_TTL_SECONDS });
    return sessionInfo(link.caller, session.expiresAt);
  });

  app.get("/session", async (request): Promise<SessionInfo> => {
    const verdict = await verifySession(request, { tokens, cookieName: cookie.name });
    if (!verdict.valid) throw new ApiError("not_signed_in", verdict.problem);
    return sessionInfo(verdict.caller, verdict.expiresAt);
  });

  app.delete("/session", async (_request, reply) => {
    reply.clearCookie(cookie.name, cookie.options);
    return reply.status(204).send();
  });
}
