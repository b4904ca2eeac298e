import type { AddressInfo } from "node:net";
import { type ApiKeyScope, createFirm, type Database, UsageError } from "usage-db";
import { databaseServices } from "../../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./api.ts";
import { startTestDatabase } from "./test-database.ts";

/** The whole server on a free port, over a database of its own. */
export interface UsageServer extends AsyncDisposable {
  readonly api: TestApi;
  /** Such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly connectionString: string;
  readonly database: Database;
  /** Tells a timeout in place of the next recording's answer, after its commit. Resolves when that happened. */
  loseNextAnswer(): Promise<void>;
  /** Makes a firm of this id, in Bucharest, and a key for it; a gateway's key when no id is given. */
  keyFor(firmId: string | null, scopes?: readonly ApiKeyScope[]): Promise<string>;
  /** What a procedure answers now about a firm, whatever was cached. */
  answer(path: string, firmId: string, input?: object): Promise<unknown>;
}

export async function startUsageServer(now: Date): Promise<UsageServer> {
  const test = await startTestDatabase();
  const clock = () => now;
  const services = databaseServices({ database: test.database, cache: test.cache, clock });
  const { writer } = services;
  let loseAnswer: (() => void) | null = null;
  const api = await testApi(
    {
      ...services,
      writer: {
        record: async (calls, options) => {
          const results = await writer.record(calls, options);
          if (loseAnswer === null) return results;
          loseAnswer();
          loseAnswer = null;
          throw Object.assign(new UsageError("timeout", "The answer was lost"), { retryAfterSeconds: 0 });
        },
        void: (...given) => writer.void(...given),
        correct: (...given) => writer.correct(...given),
      },
    },
    { clock },
  );
  await api.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = api.app.server.address() as AddressInfo;
  const operator = await api.signedInAs(OPS);
  return {
    api,
    origin: `http://127.0.0.1:${port}`,
    connectionString: test.connectionString,
    database: test.database,
    loseNextAnswer: () =>
      new Promise((resolve) => {
        loseAnswer = resolve;
      }),
    keyFor: async (firmId, scopes = ["ingest"]) => {
      if (firmId !== null) {
        await createFirm(test.database, { id: firmId, name: firmId, timeZone: "Europe/Bucharest" });
      }
      return (await services.keys.create({ firmId, name: "a sender", scopes: [...scopes] }, "an operator")).key;
    },
    answer: async (path, firmId, input = {}) => {
      await services.reader.invalidateCache(firmId);
      const response = await api.query(path, { firmId, ...input }, operator);
      if (response.statusCode !== 200) throw new Error(`${path} answers ${response.statusCode}: ${response.body}`);
      return response.json().result.data;
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
    },
  };
}
