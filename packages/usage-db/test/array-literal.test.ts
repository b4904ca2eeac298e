import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { arrayLiteral } from "../src/recording/array-literal.ts";
import { type Ledger, openLedger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

it("is read back by PostgreSQL as it was, whatever the text", async () => {
  const character = fc.constantFrom(..."a\"\\{},' \n\t\u0001\u2028é😀");
  const text = fc.oneof(
    fc.constantFrom("NULL", "null", ""),
    fc.string({ unit: character }),
    fc.string({ unit: "grapheme" }),
  );
  const storable = text.filter((value) => !value.includes("\0"));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(storable)), async (values) => {
      const rows = await ledger.database.query("read_array", "SELECT to_json($1::text[])::text AS read", [
        arrayLiteral(values),
      ]);
      expect(JSON.parse(rows[0]?.["read"])).toEqual(values);
    }),
  );
});

it("holds numbers and truths too", async () => {
  const sql = "SELECT $1::bigint[]::text AS counts, $2::boolean[]::text AS truths";
  const values = [arrayLiteral([1, null, 1e12]), arrayLiteral([true, null, false])];
  expect(await ledger.database.query("read_others", sql, values)).toEqual([
    { counts: "{1,NULL,1000000000000}", truths: "{t,NULL,f}" },
  ]);
});
