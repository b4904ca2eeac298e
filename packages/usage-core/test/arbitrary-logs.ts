import fc from "fast-check";
import type { AggregatedFields } from "../src/aggregate-logs.ts";

/** Zones with whole, half and quarter hours, on both sides of UTC, with and without clock changes. */
export const ZONES = ["Europe/Bucharest", "Asia/Kathmandu", "Pacific/Chatham", "America/New_York", "UTC"] as const;

/** Any cost that the ledger can hold: an exact decimal with up to 12 decimals, or unknown. */
const anyCost = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 999_999_999_999 }))
    .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(12, "0")}`),
  { nil: null, freq: 6 },
);

/** Calls of a few features, users and models within the days from `from` to `to` (UTC). */
export function anyLogs(from: string, to: string): fc.Arbitrary<(AggregatedFields & { id: string })[]> {
  const createdAt = fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString());
  return fc.array(
    fc.record({
      id: fc.uuid(),
      userId: fc.option(fc.constantFrom("ana", "ion", "maria"), { nil: null }),
      feature: fc.constantFrom("assistant_chat", "search_index", "weekly_digest"),
      model: fc.constantFrom("gpt-4o", "claude-sonnet-4-5"),
      inputTokens: fc.integer({ min: 0, max: 1_000_000_000_000 }),
      outputTokens: fc.integer({ min: 0, max: 100_000 }),
      costEur: anyCost,
      success: fc.boolean(),
      createdAt,
    }),
    { maxLength: 60 },
  );
}
