import { tmpdir } from "node:os";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import type { TokenCaller } from "../../src/access/caller.ts";
import { createTokens, type Tokens } from "../../src/access/tokens.ts";
import { createServer, type ServerDependencies } from "../../src/server.ts";
import type { UsageServices } from "../../src/usage-services.ts";

export const SECRET = "a secret of at least thirty-two characters";
export const OPS: TokenCaller = { sub: "ana", role: "ops" };

/** A server that is asked without a network, what it logged, and the tokens that it accepts. */
export interface TestApi extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  /** The log's lines so far, parsed. */
  readonly logged: Record<string, unknown>[];
  /** Headers that sign the caller in for an hour. */
  signedInAs(caller: TokenCaller): Promise<{ authorization: string }>;
  query(path: string, input: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  mutate(path: string, input: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

export interface TestApiOptions extends Partial<Pick<ServerDependencies, "siteDirectory" | "secure">> {
  readonly clock?: () => Date;
}

export async function testApi(
  services: UsageServices,
  { clock = () => new Date(), ...options }: TestApiOptions = {},
): Promise<TestApi> {
  const logged: Record<string, unknown>[] = [];
  const tokens = createTokens({ secret: SECRET, clock });
  const app = await createServer({
    services,
    tokens,
    siteDirectory: tmpdir(),
    secure: false,
    ...options,
    logger: pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
  });
  return {
    app,
    tokens,
    logged,
    signedInAs: async (caller) => ({ authorization: `Bearer ${(await tokens.issue("access", caller, 3600)).token}` }),
    query: (path, input, headers = {}) =>
      app.inject({
        method: "GET",
        url: `/trpc/${path}`,
        query: input === undefined ? {} : { input: JSON.stringify(input) },
        headers,
      }),
    mutate: (path, input, headers = {}) =>
      app.inject({
        method: "POST",
        url: `/trpc/${path}`,
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(input ?? null),
      }),
    [Symbol.asyncDispose]: () => app.close(),
  };
}
