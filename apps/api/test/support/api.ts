import { tmpdir } from "node:os";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import type { TokenCaller } from "../../src/access/caller.ts";
import { createTokens, type Tokens } from "../../src/access/tokens.ts";
import { createServer, type ServerDependencies } from "../../src/server.ts";
import type { UsageServices } from "../../src/usage-services.ts";
import type { Procedure } from "./procedures.ts";

export const SECRET = "a secret of at least thirty-two characters";
export const OPS: TokenCaller = { sub: "ana", role: "ops" };

/** A server that is asked without a network, what it logged, and the tokens that it accepts. */
export interface TestApi extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  /** The log's lines so far, parsed. */
  readonly logged: Record<string, unknown>[];
  /** Headers that sign the caller in, for an hour unless given. */
  signedInAs(caller: TokenCaller, seconds?: number): Promise<{ authorization: string }>;
  query(path: string, input: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  mutate(path: string, input: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** As the procedure is asked. A subscription answers with its first event, as a query would with the same. */
  call(procedure: Procedure, input: unknown, headers: Record<string, string>): Promise<Told>;
}

/** What is told of an answer, whichever way it came. */
type Told = Pick<LightMyRequestResponse, "statusCode" | "body" | "headers" | "json">;

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
  const api: Omit<TestApi, "call"> = {
    app,
    tokens,
    logged,
    signedInAs: async (caller, seconds = 3600) => ({
      authorization: `Bearer ${(await tokens.issue("access", caller, seconds)).token}`,
    }),
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
  return {
    ...api,
    call: (procedure, input, headers) => {
      if (procedure.type === "subscription") return firstEvent(app, procedure.path, input, headers);
      return (procedure.type === "query" ? api.query : api.mutate)(procedure.path, input, headers);
    },
  };
}

/** The first event of a subscription, which is then left. Errors come as events, too: browsers can read no other answer. */
async function firstEvent(
  app: FastifyInstance,
  path: string,
  input: unknown,
  headers: Record<string, string>,
): Promise<Told> {
  const response = await app.inject({
    url: `/trpc/${path}`,
    query: { input: JSON.stringify(input ?? null) },
    headers: { ...headers, accept: "text/event-stream" },
    payloadAsStream: true,
  });
  let said = "";
  for await (const chunk of response.stream()) {
    said += String(chunk);
    const [, event, data = "null"] =
      /^(?:event: (serialized-error)\n)?data: (\{.*\})\n/m.exec(afterConnected(said)) ?? [];
    if (event === undefined && data === "null") continue;
    const body = JSON.stringify(
      event === undefined ? { result: { data: JSON.parse(data) } } : { error: JSON.parse(data) },
    );
    const statusCode: number = event === undefined ? response.statusCode : JSON.parse(data).data.httpStatus;
    return { statusCode, body, headers: response.headers, json: () => JSON.parse(body) };
  }
  throw new Error(`${path} ended without an event: ${said}`);
}

function afterConnected(said: string): string {
  const [, after = ""] = said.split(/^event: connected\n.*\n\n+/m);
  return after;
}
