import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differencesFromLedger } from "./support/compare-with-ledger.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

/*
 * Several connections write at random, each in transactions that it leaves open as it likes, while folds run in between.
 * After every step each grouping of the view must equal the plain SQL on the log.
 *
 * Each connection writes ids of its own, so that no step waits for a transaction that only a later step would end.
 */

const CONNECTIONS = 3;
const anyInstant = fc
  .date({ min: new Date("2026-10-24T18:00:00Z"), max: new Date("2026-10-26T06:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyId = fc.integer({ min: 1, max: 12 });
const anyFirm = fc.constantFrom("bucharest", "chatham");
const anyCall = fc.record({
  firm: anyFirm,
  id: anyId,
  user: fc.option(fc.constantFrom("ana", "ion"), { nil: null }),
  feature: fc.constantFrom("chat", "search"),
  model: fc.constantFrom("small", "large"),
  provider: fc.option(fc.constantFrom("north", "south"), { nil: null }),
  input: fc.integer({ min: 0, max: 1_000_000 }),
  output: fc.integer({ min: 0, max: 1_000 }),
  cost: fc.option(
    fc.integer({ min: 0, max: 10_000_000 }).map((micros) => `${micros}e-9`),
    { nil: null },
  ),
  success: fc.boolean(),
  at: anyInstant,
});
type Call = typeof anyCall extends fc.Arbitrary<infer T> ? T : never;

const onConflict = fc.constantFrom(
  "NOTHING",
  "UPDATE SET cost_eur = excluded.cost_eur, feature = excluded.feature, provider = excluded.provider",
);

interface Named {
  readonly name: string;
  readonly run: (clients: readonly pg.Client[]) => Promise<unknown>;
}

function onConnection(index: number, name: string, work: (client: pg.Client) => Promise<unknown>): Named {
  return {
    name: `${index}: ${name}`,
    run: async (clients) => {
      const client = clients[index];
      if (client === undefined) throw new Error(`no connection ${index}`);
      await work(client);
    },
  };
}

const anyStep: fc.Arbitrary<Named> = fc.integer({ min: 0, max: CONNECTIONS - 1 }).chain((connection) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.array(anyCall, { minLength: 1, maxLength: 8 }), onConflict)
        .map(([calls, action]) =>
          onConnection(connection, `insert ${calls.length}, on conflict do ${action}`, (client) =>
            insert(client, connection, calls, action),
          ),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(anyId, anyCall)
        .map(([id, call]) =>
          onConnection(connection, `update up to ${id}`, (client) => update(client, connection, id, call)),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(anyId, fc.boolean())
        .map(([id, voided]) =>
          onConnection(connection, `${voided ? "void" : "unvoid"} up to ${id}`, (client) =>
            client.query(
              `UPDATE ai_usage_log SET voided_at = CASE WHEN $1 THEN now() END WHERE id LIKE $2 AND split_part(id, '-', 2)::int <= $3`,
              [voided, `${connection}-%`, id],
            ),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: anyId.map((id) =>
        onConnection(connection, `delete up to ${id}`, (client) =>
          client.query("DELETE FROM ai_usage_log WHERE id LIKE $1 AND split_part(id, '-', 2)::int <= $2", [
            `${connection}-%`,
            id,
          ]),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("bucharest", "chatham").map((firm) =>
        onConnection(connection, `move to ${firm}`, (client) =>
          client.query(
            `UPDATE ai_usage_log SET firm_id = $1 WHERE id LIKE $2 AND firm_id <> $1
             AND NOT EXISTS (SELECT 1 FROM ai_usage_log other WHERE other.firm_id = $1 AND other.id = ai_usage_log.id)`,
            [firm, `${connection}-%`],
          ),
        ),
      ),
    },
    { weight: 2, arbitrary: fc.constant(onConnection(connection, "begin", (client) => client.query("BEGIN"))) },
    { weight: 2, arbitrary: fc.constant(onConnection(connection, "commit", (client) => client.query("COMMIT"))) },
    { weight: 1, arbitrary: fc.constant(onConnection(connection, "rollback", (client) => client.query("ROLLBACK"))) },
    {
      weight: 3,
      arbitrary: fc
        .integer({ min: 1, max: 30 })
        .map((most) =>
          onConnection(CONNECTIONS, `fold ${most}`, (client) =>
            client.query("SELECT * FROM ai_usage_fold($1)", [most]),
          ),
        ),
    },
  ),
);

async function insert(client: pg.Client, connection: number, calls: readonly Call[], action: string): Promise<void> {
  const distinct = new Map(calls.map((call) => [`${call.firm} ${call.id}`, call]));
  await client.query(
    `INSERT INTO ai_usage_log (firm_id, id, user_id, feature, model, provider, input_tokens, output_tokens, cost_eur, success, created_at)
     SELECT firm, $1 || '-' || id, "user", feature, model, provider, input, output, cost, success, at
       FROM jsonb_to_recordset($2) AS call (firm text, id int, "user" text, feature text, model text, provider text, input bigint,
                                            output bigint, cost numeric, success boolean, at timestamptz)
     ON CONFLICT (firm_id, id) DO ${action}`,
    [connection, JSON.stringify([...distinct.values()])],
  );
}

async function update(client: pg.Client, connection: number, upTo: number, call: Call): Promise<void> {
  await client.query(
    `UPDATE ai_usage_log SET user_id = $3, feature = $4, model = $5, input_tokens = $6, cost_eur = $7, success = $8, created_at = $9, provider = $10
      WHERE id LIKE $1 AND split_part(id, '-', 2)::int <= $2`,
    [
      `${connection}-%`,
      upTo,
      call.user,
      call.feature,
      call.model,
      call.input,
      call.cost,
      call.success,
      call.at,
      call.provider,
    ],
  );
}

let ledger: Ledger;
let clients: pg.Client[];
let reader: pg.Client;

beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql(
    "INSERT INTO firms VALUES ('bucharest', 'B', 'Europe/Bucharest'), ('chatham', 'C', 'Pacific/Chatham')",
  );
  // One for each writer, and one for the folds.
  clients = await Promise.all(Array.from({ length: CONNECTIONS + 1 }, () => ledger.connect()));
  reader = await ledger.connect();
});
afterAll(() => ledger[Symbol.asyncDispose]());

describe("the view", () => {
  it("equals the log in every grouping, whatever several connections do, and after every step", async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
          for (const step of steps) {
            await step.run(clients);
            expect(await differencesFromLedger(reader), step.name).toEqual([]);
          }
        })
        .afterEach(async () => {
          for (const client of clients) await client.query("ROLLBACK");
          await ledger.sql("DELETE FROM ai_usage_log");
          await ledger.sql("SELECT * FROM ai_usage_fold(1000000)");
        }),
      { numRuns: 60 },
    );
  });
});
