import type { EcbRate } from "usage-pricing";
import type { Database } from "../database.ts";

/** All rates, by currency and day. */
export async function findRates(database: Database): Promise<EcbRate[]> {
  // Whole columns: a full history is some 200,000 rows, and an object of the driver for each would cost seconds.
  const columns = await database.run(
    (prisma) => prisma.$queryRaw<{ currency: string; dates: string[]; rates: string[] }[]>`
      SELECT currency, array_agg(date::text ORDER BY date) AS dates, array_agg(rate::text ORDER BY date) AS rates
        FROM exchange_rates GROUP BY currency ORDER BY currency`,
  );
  return columns.flatMap(({ currency, dates, rates }) =>
    dates.map((date, index) => ({ currency, date, rate: rates[index] ?? "" })),
  );
}

/** Adds rates, or replaces those of the same currency and day, and returns how many were new or different. */
export async function saveRates(database: Database, rates: readonly EcbRate[]): Promise<number> {
  return database.run(
    (prisma) => prisma.$executeRaw`
      INSERT INTO exchange_rates AS known (currency, date, rate)
      SELECT currency, date, rate
        FROM json_to_recordset(${JSON.stringify(rates)}::json) AS rates (currency text, date date, rate numeric)
      ON CONFLICT (currency, date) DO UPDATE SET rate = excluded.rate WHERE known.rate <> excluded.rate`,
  );
}
