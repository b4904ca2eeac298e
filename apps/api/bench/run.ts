import { startTestPostgres, startTestRedis } from "usage-db/testing";
import { type Ledger, type LedgerSize, loadLedger, SPANS } from "./data.ts";
import { measureCached } from "./groups/cached.ts";
import { measurePages } from "./groups/pages.ts";
import { measureAgainstPlainSql } from "./groups/plain-sql.ts";
import { measureReads } from "./groups/reads.ts";
import { measureRecording } from "./groups/recording.ts";
import { measureWrites } from "./groups/writes.ts";
import { describeMachine } from "./machine.ts";
import type { Plan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { QUESTIONS, ranged } from "./questions.ts";
import type { Results } from "./results.ts";
import { count } from "./table.ts";

/** Starts its own servers, loads them, measures, and stops them. */
export async function run(plan: Plan, progress: Progress): Promise<Results> {
  await using postgres = await startTestPostgres({ durable: true });
  await using redis = await startTestRedis();
  const load = (size: LedgerSize) =>
    progress.step(`Load ${count(size.rows)} calls of ${count(size.users)} users`, (update) =>
      loadLedger(postgres, size, update),
    );
  const ledgers: Ledger[] = [];
  for (const size of plan.sizes) ledgers.push(await load(size));
  const crowd = await load(plan.manyUsers);
  const [first] = ledgers;
  if (first === undefined) throw new Error("A plan needs a ledger.");
  const results: Results = {
    machine: await describeMachine(postgres.connectionString, redis.url),
    plan,
    reads: await progress.step("Uncached answers", (update) => measureReads(ledgers, QUESTIONS, plan.reads, update)),
    cached: await progress.step("Cached answers", (update) => measureCached(first, redis.url, plan.cached, update)),
    manyUsers: await progress.step("By user, of many users", (update) =>
      measureReads(
        [crowd],
        SPANS.map((span) => ranged("getCostsByUser", span)),
        plan.readsOfManyUsers,
        update,
      ),
    ),
    pages: await progress.step("Pages of the dashboard", (update) => measurePages(crowd, plan.pages, update)),
    againstPlainSql: await progress.step("Against the plain SQL", (update) =>
      measureAgainstPlainSql(ledgers, plan.plainSql, update),
    ),
    writes: await progress.step("Inserts and folds", (update) => measureWrites(postgres, plan.writes, update)),
    recording: await progress.step("Recording", (update) => measureRecording(postgres, plan.recording, update)),
  };
  await Promise.all([...ledgers, crowd].map(({ database }) => database.close()));
  return results;
}
