import { expect, it } from "vitest";
import { findRecordedIds } from "../src/recorded-ids.ts";
import { insertUsageLogs } from "../src/usage-logs.ts";
import { openLedger } from "./support/ledger.ts";

it("finds which ids the firm's ledger has, and no other firm's", async () => {
  await using ledger = await openLedger();
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'UTC'), ('globex', 'Globex', 'UTC')");
  const log = (id: string) => ({
    ...{ id, feature: "chat", model: "small", inputTokens: 1, outputTokens: 1 },
    ...{ success: true, createdAt: "2026-11-24T10:00:00Z" },
  });
  await insertUsageLogs(ledger.database, "acme", [log("1"), log('a,"b"')]);
  await insertUsageLogs(ledger.database, "globex", [log("2")]);
  expect(await findRecordedIds(ledger.database, "acme", ["1", "2", 'a,"b"', "3"])).toEqual(new Set(["1", 'a,"b"']));
  expect(await findRecordedIds(ledger.database, "acme", [])).toEqual(new Set());
});
