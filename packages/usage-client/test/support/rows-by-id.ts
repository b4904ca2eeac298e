import { ledgerRows } from "usage-db/testing";
import type { RealLedger } from "./real-ledger.ts";

/** What the ledger has of the calls of these ids, by id. */
export async function rowsById(
  { connectionString, firmId }: RealLedger,
  ids: readonly string[],
): Promise<Record<string, unknown>> {
  const asked = new Set<unknown>(ids);
  const rows = await ledgerRows(connectionString, firmId);
  return Object.fromEntries(rows.filter(({ id }) => asked.has(id)).map(({ id, ...row }) => [String(id), row]));
}
