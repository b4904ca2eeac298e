import { ApiKeys, createFirm, Database, migrate } from "usage-db";
import { startTestPostgres } from "usage-db/testing";

/** A real ledger with one firm, and what a server and a recorder need to work on it. */
export interface RealLedger extends AsyncDisposable {
  readonly firmId: string;
  readonly connectionString: string;
  readonly database: Database;
  /** May record for the firm. */
  readonly apiKey: string;
  /** The environment of a server. */
  readonly variables: Readonly<Record<string, string>>;
}

export async function startRealLedger(): Promise<RealLedger> {
  const postgres = await startTestPostgres();
  try {
    const connectionString = await postgres.createDatabase();
    await migrate({ connectionString });
    const database = new Database({ connectionString });
    const firmId = "acme";
    await createFirm(database, { id: firmId, name: "Acme", timeZone: "Europe/Bucharest" });
    const { key } = await new ApiKeys({ database }).create({ firmId, name: "service", scopes: ["ingest"] }, "test");
    return {
      firmId,
      connectionString,
      database,
      apiKey: key,
      variables: {
        DATABASE_URL: connectionString,
        AUTH_SECRET: "only-for-these-tests-0123456789abcdef",
        LOG_LEVEL: "error",
        PORT: "0",
      },
      [Symbol.asyncDispose]: async () => {
        await database.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
