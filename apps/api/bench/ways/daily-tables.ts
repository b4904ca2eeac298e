import type pg from "pg";
import { type Batch, idsOf, onceForSamples } from "../batches.ts";
import { FIRM_ID } from "../data.ts";
import type { SampleCall } from "../sample-calls.ts";
import { arrayLiteral } from "./array-literal.ts";
import { connectAll, endAll } from "./connect-all.ts";
import type { Way } from "./way.ts";

/** By whom and by what the usage of a UTC day is kept, each in a table of its own. */
const KINDS = ["user", "team", "tag"] as const;
type Kind = (typeof KINDS)[number];

const SCHEMA = `
  CREATE TABLE spend_log (
    request_id text PRIMARY KEY, team text NOT NULL, user_id text NOT NULL, tag text NOT NULL, model text NOT NULL,
    provider text NOT NULL, prompt_tokens bigint NOT NULL, completion_tokens bigint NOT NULL, spend float8 NOT NULL,
    start_time timestamp NOT NULL);
  CREATE INDEX ON spend_log (start_time);
  ${KINDS.map(
    (kind) => `
  CREATE TABLE daily_${kind}_spend (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), entity text NOT NULL, date text NOT NULL, model text NOT NULL,
    provider text NOT NULL, prompt_tokens bigint NOT NULL, completion_tokens bigint NOT NULL, spend float8 NOT NULL,
    api_requests bigint NOT NULL, updated_at timestamp NOT NULL DEFAULT now(),
    UNIQUE (entity, date, model, provider));
  CREATE INDEX ON daily_${kind}_spend (date);`,
  ).join("")}`;

const INSERT_LOGS = `
  INSERT INTO spend_log
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
                       $9::float8[], $10::timestamp[])`;

function upsert(kind: Kind): string {
  return `
  INSERT INTO daily_${kind}_spend AS kept
    (entity, date, model, provider, prompt_tokens, completion_tokens, spend, api_requests)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (entity, date, model, provider) DO UPDATE SET
    prompt_tokens = kept.prompt_tokens + excluded.prompt_tokens,
    completion_tokens = kept.completion_tokens + excluded.completion_tokens,
    spend = kept.spend + excluded.spend, api_requests = kept.api_requests + excluded.api_requests, updated_at = now()`;
}

/**
 * How a well-known gateway keeps usage: a log, and beside it daily tables that are written row by row. As kind to it as can
 * be: a batch is summed up in memory first, its rows go in one order, so that none waits for another in a circle, and its cost
 * is known. In one transaction, which the original does without.
 */
export async function dailyTables(
  connectionString: string,
  samples: readonly SampleCall[],
  connections: number,
): Promise<Way> {
  const clients = await connectAll(connectionString, connections);
  await clients[0]?.query(SCHEMA);
  const logsOf = onceForSamples(samples, columnsOf);
  const sumsOf = onceForSamples(samples, sumsByEntity);
  const write = async (client: pg.Client, batch: Batch) => {
    await client.query("BEGIN");
    await client.query({ name: "logs", text: INSERT_LOGS, values: [arrayLiteral(idsOf(batch)), ...logsOf(batch)] });
    for (const { kind, key, sums } of sumsOf(batch)) {
      await client.query({ name: kind, text: upsert(kind), values: [...key, ...sums] });
    }
    await client.query("COMMIT");
  };
  return {
    async record(connection, batch) {
      const client = clients[connection];
      if (client !== undefined) await write(client, batch);
    },
    close: () => endAll(clients),
  };
}

/** Any that is like a real one. */
function spendOf({ inputTokens, outputTokens }: SampleCall): number {
  return inputTokens * 2.5e-6 + outputTokens * 1e-5;
}

function columnsOf(calls: readonly SampleCall[]): string[] {
  const column = (of: (call: SampleCall) => string | number) => arrayLiteral(calls.map(of));
  return [
    column(() => FIRM_ID),
    column(({ userId }) => userId),
    column(({ feature }) => feature),
    column(({ model }) => model),
    column(({ provider }) => provider),
    column(({ inputTokens }) => inputTokens),
    column(({ outputTokens }) => outputTokens),
    column(spendOf),
    column(({ createdAt }) => createdAt),
  ];
}

interface EntitySum {
  readonly kind: Kind;
  readonly key: readonly [entity: string, date: string, model: string, provider: string];
  readonly sums: readonly [inputTokens: number, outputTokens: number, spend: number, requests: number];
}

/** In the order of their keys. */
function sumsByEntity(calls: readonly SampleCall[]): EntitySum[] {
  const known = new Map<string, EntitySum>();
  for (const call of calls) {
    const entities = { user: call.userId, team: FIRM_ID, tag: call.feature };
    for (const kind of KINDS) {
      const key = [entities[kind], call.createdAt.slice(0, 10), call.model, call.provider] as const;
      const name = JSON.stringify([kind, ...key]);
      const [input, output, spend, requests] = known.get(name)?.sums ?? [0, 0, 0, 0];
      const sums = [input + call.inputTokens, output + call.outputTokens, spend + spendOf(call), requests + 1] as const;
      known.set(name, { kind, key, sums });
    }
  }
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
