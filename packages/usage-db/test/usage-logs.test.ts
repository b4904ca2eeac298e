import { afterAll, beforeAll, expect, it } from "vitest";
import { insertUsageLogs } from "../src/usage-logs.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

const LOG = {
  id: "1",
  userId: null,
  feature: "chat",
  model: "small",
  inputTokens: 1,
  outputTokens: 1,
  costEur: "0.5",
  success: true,
  createdAt: "2026-11-24T23:59:59.9999999Z",
};

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('firm', 'Firm', 'UTC')");
});
afterAll(() => ledger[Symbol.asyncDispose]());

it("refuses calls of a firm that does not exist by a typed error", async () => {
  await expect(insertUsageLogs(ledger.database, "nobody", [LOG])).rejects.toMatchObject({
    name: "UsageError",
    code: "firm_not_found",
  });
});

it("adds a call once, and does not lift the last instant of a day into the next", async () => {
  expect(await insertUsageLogs(ledger.database, "firm", [LOG])).toEqual({ inserted: 1 });
  expect(await insertUsageLogs(ledger.database, "firm", [{ ...LOG, costEur: "9" }])).toEqual({ inserted: 0 });
  expect(await ledger.sql("SELECT day::text, cost_eur::text FROM ai_usage WHERE grouping = 'total'")).toEqual([
    { day: "2026-11-24", cost_eur: "0.500000000000" },
  ]);
});
