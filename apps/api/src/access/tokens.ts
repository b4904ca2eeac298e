import { createSecretKey } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { type TokenCaller, tokenCallerSchema } from "./caller.ts";

/**
 * What a token is good for. An `access` token answers for its bearer on each request; a `sign-in` token travels in a
 * link, lives for minutes, and can only be exchanged for a session.
 */
type TokenPurpose = "access" | "sign-in";

/** The audience (RFC 7519, 4.1.3) separates the two: neither can be used as the other. */
const AUDIENCES: Record<TokenPurpose, string> = { access: "usage-api", "sign-in": "usage-sign-in" };

export type Verdict =
  | { readonly valid: true; readonly caller: TokenCaller; readonly expiresAt: Date }
  /** `problem` says why not, for the caller to read. */
  | { readonly valid: false; readonly problem: string };

interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface Tokens {
  issue(purpose: TokenPurpose, caller: TokenCaller, ttlSeconds: number): Promise<IssuedToken>;
  verify(purpose: TokenPurpose, token: string): Promise<Verdict>;
}

/** Signs and verifies JWTs with HS256: `sub`, `role`, `firmId` for the role `firm`, and an expiry. */
export function createTokens({ secret, clock }: { secret: string; clock: () => Date }): Tokens {
  const key = createSecretKey(Buffer.from(secret, "utf8"));
  return {
    async issue(purpose, { sub, ...claims }, ttlSeconds) {
      const now = Math.floor(clock().getTime() / 1000);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(sub)
        .setAudience(AUDIENCES[purpose])
        .setIssuedAt(now)
        .setExpirationTime(now + ttlSeconds)
        .sign(key);
      return { token, expiresAt: new Date((now + ttlSeconds) * 1000) };
    },
    async verify(purpose, token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ["HS256"],
          requiredClaims: ["exp"],
          currentDate: clock(),
        });
        if (!isMeantFor(purpose, payload.aud)) return invalid(`the token is not one for ${USES[purpose]}`);
        const caller = tokenCallerSchema.safeParse(payload);
        if (!caller.success) {
          return invalid("the token must say sub, and role ops without a firmId or role firm with one");
        }
        return { valid: true, caller: caller.data, expiresAt: new Date((payload.exp ?? 0) * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return invalid("the token has expired");
        // A token can fail in many ways (form, algorithm, signature); knowing which would not help an honest caller.
        if (error instanceof errors.JOSEError) return invalid("the token is not valid here");
        throw error;
      }
    },
  };
}

const USES: Record<TokenPurpose, string> = { access: "requests", "sign-in": "signing in" };

/** An access token may come from a service that shares the secret and sets no audience; a sign-in token is always ours. */
function isMeantFor(purpose: TokenPurpose, audience: string | string[] | undefined): boolean {
  if (audience === undefined) return purpose === "access";
  return [audience].flat().includes(AUDIENCES[purpose]);
}

function invalid(problem: string): Verdict {
  return { valid: false, problem };
}
