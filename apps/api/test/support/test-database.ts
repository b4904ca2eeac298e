import { createMemoryUsageCache, Database, migrate } from "usage-db";
import { startTestPostgres } from "usage-db/testing";

/** A migrated database of its own, on a PostgreSQL of its own. */
export async function startTestDatabase() {
  const postgres = await startTestPostgres();
  const connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
  const database = new Database({ connectionString });
  const cache = createMemoryUsageCache();
  return {
    connectionString,
    database,
    cache,
    /** Ends the server under the database. */
    stopServer: () => postgres.stop(),
    async [Symbol.asyncDispose]() {
      await cache.close();
      await database.close();
      await postgres.stop();
    },
  };
}
