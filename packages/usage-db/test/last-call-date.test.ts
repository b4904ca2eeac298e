import { afterAll, beforeAll, expect, it } from "vitest";
import { createMemoryUsageCache } from "../src/cache/memory-usage-cache.ts";
import { foldAll } from "../src/fold.ts";
import { UsageReader } from "../src/usage-reader.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'Europe/Bucharest'), ('other', 'Other', 'UTC')");
});
afterAll(() => ledger[Symbol.asyncDispose]());

it("the date of a firm's last call is the firm's own, however long ago, of the calls that count, folded or not", async () => {
  const cache = createMemoryUsageCache();
  const reader = new UsageReader({ database: ledger.database, cache });
  const lastDate = async () => (await reader.lastCallDate("acme")).data;
  const call = (firmId: string, createdAt: string) =>
    ledger.sql(
      `INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
       VALUES ($1, $2::text, 'chat', 'small', 1, 1, NULL, true, $2::text::timestamptz)`,
      [firmId, createdAt],
    );
  await call("other", "2026-11-24T10:00:00Z");
  expect(await lastDate()).toBeNull();
  await call("acme", "2019-03-04T22:30:00Z");
  expect(await lastDate()).toBe("2019-03-05");
  await call("acme", "2026-11-20T10:00:00Z");
  expect(await lastDate()).toBe("2026-11-20");
  await ledger.sql("UPDATE ai_usage_log SET voided_at = now() WHERE firm_id = 'acme' AND created_at > '2026-01-01'");
  expect(await lastDate()).toBe("2019-03-05");
  await foldAll(ledger.database, cache);
  expect(await lastDate()).toBe("2019-03-05");
  await ledger.sql("UPDATE ai_usage_log SET voided_at = now() WHERE firm_id = 'acme'");
  expect(await lastDate()).toBeNull();
});
