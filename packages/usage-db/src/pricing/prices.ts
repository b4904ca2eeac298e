import type { OwnPrice } from "usage-pricing";
import type { Database } from "../database.ts";

/** A price of the operator's own that has no id yet. */
export type NewPrice = Omit<OwnPrice, "id">;

/** The operator's own prices: by model, provider, tier and firm, the latest first. */
export async function listPrices(database: Database): Promise<OwnPrice[]> {
  return database.run(
    (prisma) => prisma.$queryRaw<OwnPrice[]>`
      SELECT id::integer AS id, firm_id AS "firmId", provider, model, service_tier AS "serviceTier",
             valid_from::text AS "validFrom", currency,
             trim_scale(input_per_million)::text AS "inputPerMillion",
             trim_scale(output_per_million)::text AS "outputPerMillion",
             trim_scale(cache_read_per_million)::text AS "cacheReadPerMillion",
             trim_scale(cache_write_per_million)::text AS "cacheWritePerMillion"
        FROM ai_price
       ORDER BY model, provider NULLS FIRST, service_tier NULLS FIRST, firm_id NULLS FIRST, valid_from DESC`,
  );
}

/**
 * Adds a price, or replaces the one of the same firm, provider, model, tier and day; gives its id. Another price has another
 * id, by which calls name the price that they were given.
 */
export async function savePrice(database: Database, price: NewPrice): Promise<number> {
  const [saved] = await database.run(
    (prisma) => prisma.$queryRaw<{ id: number }[]>`
      WITH saved AS (
        INSERT INTO ai_price AS known
          (firm_id, provider, model, service_tier, valid_from, currency, input_per_million, output_per_million,
           cache_read_per_million, cache_write_per_million)
        VALUES (${price.firmId}, ${price.provider}, ${price.model}, ${price.serviceTier}, ${price.validFrom}::date,
                ${price.currency}, ${price.inputPerMillion}::numeric, ${price.outputPerMillion}::numeric,
                ${price.cacheReadPerMillion}::numeric, ${price.cacheWritePerMillion}::numeric)
        ON CONFLICT (firm_id, provider, model, service_tier, valid_from) DO UPDATE SET
          id = DEFAULT, currency = excluded.currency, input_per_million = excluded.input_per_million,
          output_per_million = excluded.output_per_million, cache_read_per_million = excluded.cache_read_per_million,
          cache_write_per_million = excluded.cache_write_per_million
          WHERE (known.currency, known.input_per_million, known.output_per_million, known.cache_read_per_million,
                 known.cache_write_per_million)
                IS DISTINCT FROM
                (excluded.currency, excluded.input_per_million, excluded.output_per_million,
                 excluded.cache_read_per_million, excluded.cache_write_per_million)
        RETURNING id
      )
      SELECT id::integer AS id FROM saved
      UNION ALL
      SELECT id::integer FROM ai_price
       WHERE NOT EXISTS (SELECT 1 FROM saved)
         AND (firm_id, provider, model, service_tier, valid_from)
             IS NOT DISTINCT FROM
             (${price.firmId}, ${price.provider}, ${price.model}, ${price.serviceTier}, ${price.validFrom}::date)`,
  );
  if (saved === undefined) throw new Error("a price was neither added nor replaced");
  return saved.id;
}

/** Takes a price back; false when there is none of this id. Calls that were priced with it keep their cost. */
export async function removePrice(database: Database, id: number): Promise<boolean> {
  const { count } = await database.run((prisma) => prisma.price.deleteMany({ where: { id } }));
  return count > 0;
}
