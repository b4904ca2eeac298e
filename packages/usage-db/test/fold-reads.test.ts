import { expect, it } from "vitest";
import { openLedger } from "./support/ledger.ts";

it("reads the deltas that it takes, not all there are, in a session that planned it while there were none", async () => {
  await using ledger = await openLedger();
  const { sql } = ledger;
  await sql("INSERT INTO firms VALUES ('firm', 'Firm', 'Europe/Bucharest')");
  await sql("VACUUM ANALYZE ai_usage_delta");
  // Plans are kept from the sixth run on.
  for (let idle = 0; idle < 7; idle++) await sql("SELECT * FROM ai_usage_fold(1000)");
  await sql(`
    INSERT INTO ai_usage_log (firm_id, id, feature, model, input_tokens, output_tokens, cost_eur, success, created_at)
    SELECT 'firm', n, 'feature', 'model', 1, 1, 1, true, timestamptz '2026-01-01' + n * interval '1 hour'
      FROM generate_series(1, 3000) n`);

  await sql("BEGIN");
  const [folded] = await sql<{ deltas: string }>("SELECT deltas FROM ai_usage_fold(1000)");
  const [read] = await sql<{ rows: string }>(
    "SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'ai_usage_delta'",
  );
  await sql("COMMIT");
  expect(folded?.deltas).toBe("1000");
  // All were read twice and each compared with each: a load of 50,000 kept the fold busy for 80 seconds.
  expect(Number(read?.rows)).toBeLessThan(3000);
});
