import { idsOf, onceForSamples } from "../batches.ts";
import { FIRM_ID } from "../data.ts";
import { arrayLiteral } from "./array-literal.ts";
import { connectAll, endAll } from "./connect-all.ts";
import type { Way } from "./way.ts";

/** All that recording writes, but the firm and the id. */
const COLUMNS = {
  user_id: "text",
  feature: "text",
  provider: "text",
  model: "text",
  service_tier: "text",
  input_tokens: "bigint",
  cache_read_tokens: "bigint",
  cache_write_tokens: "bigint",
  output_tokens: "bigint",
  reasoning_tokens: "bigint",
  cost_eur: "numeric",
  cost_original: "numeric",
  currency: "text",
  fx_rate: "numeric",
  fx_date: "date",
  price: "text",
  computed_cost_eur: "numeric",
  unpriced_reason: "text",
  success: "boolean",
  error_code: "text",
  latency_ms: "integer",
  created_at: "timestamptz",
  content_hash: "bytea",
  source: "ai_usage_source",
} as const;

const NAMES = Object.keys(COLUMNS);
const ARRAYS = Object.values(COLUMNS).map((type, index) => `$${index + 3}::${type}[]`);
const INSERT = `
  INSERT INTO ai_usage_log (firm_id, id, ${NAMES.join(", ")})
  SELECT $1, * FROM unnest($2::text[], ${ARRAYS.join(", ")})`;

/**
 * The least that a writer of this ledger can do: the rows that the server made of the same samples, checked, priced and hashed
 * beforehand, as arrays that are written beforehand too. A call that comes twice fails its whole batch.
 */
export async function bareInsert(
  connectionString: string,
  sampleIds: readonly string[],
  connections: number,
): Promise<Way> {
  const clients = await connectAll(connectionString, connections);
  const rows = await clients[0]?.query<Record<string, string | null>>({
    text: `SELECT ${NAMES.map((name) => `${name}::text`).join(", ")} FROM ai_usage_log
            WHERE firm_id = $1 AND id = ANY ($2) ORDER BY id`,
    values: [FIRM_ID, sampleIds],
  });
  const columnsOf = onceForSamples(rows?.rows ?? [], (samples) =>
    NAMES.map((name) => arrayLiteral(samples.map((row) => row[name] ?? null))),
  );
  return {
    async record(connection, batch) {
      const values = [FIRM_ID, arrayLiteral(idsOf(batch)), ...columnsOf(batch)];
      await clients[connection]?.query({ name: "bare-insert", text: INSERT, values });
    },
    close: () => endAll(clients),
  };
}
