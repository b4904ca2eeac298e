import { expect, it } from "vitest";
import { readExactFirms, readFirmsUsage } from "../src/firms-usage.ts";
import { openLedger, silentLogger } from "./support/ledger.ts";

it("a firm of a zone that is not known here takes the answer about all firms from nobody, and is named in the log", async () => {
  await using ledger = await openLedger();
  // As a database may have it that was filled before such zones were refused, or that knows newer ones.
  await ledger.sql("ALTER TABLE firms DROP CONSTRAINT firms_zone_name");
  await ledger.sql("INSERT INTO firms VALUES ('good', 'Good', 'UTC'), ('bad', 'Bad', 'Europe/Bucharest2')");
  const warned: object[] = [];
  const logger = { ...silentLogger, warn: (fields: object) => void warned.push(fields) };
  const asOf = new Date("2026-11-24T12:00:00Z");
  const { firms } = await readFirmsUsage(ledger.database, asOf, undefined, logger);
  expect(firms.map(({ firmId }) => firmId)).toEqual(["good"]);
  expect(await readExactFirms(ledger.database, asOf)).toMatchObject([{ firmId: "good" }]);
  expect(warned).toEqual([{ firmId: "bad", timeZone: "Europe/Bucharest2" }]);
});
