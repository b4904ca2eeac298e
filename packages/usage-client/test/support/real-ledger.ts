import { ApiKeys, createFirm, Database, type Firm, migrate } from "usage-db";
import { startTestPostgres } from "usage-db/testing";

/** A real ledger with one firm, and what a server and a recorder need to work on it. */
export interface RealLedger extends AsyncDisposable {
  readonly firmId: string;
  readonly timeZone: string;
  readonly connectionString: string;
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
    const firm = { id: "acme", name: "Acme", timeZone: "Europe/Bucharest" };
    const apiKey = await setUp(connectionString, firm);
    return {
      firmId: firm.id,
      timeZone: firm.timeZone,
      connectionString,
      apiKey,
      variables: {
        DATABASE_URL: connectionString,
        AUTH_SECRET: "only-for-these-tests-0123456789abcdef",
        LOG_LEVEL: "error",
      },
      [Symbol.asyncDispose]: () => postgres.stop(),
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Makes the firm and gives its key. */
async function setUp(connectionString: string, firm: Firm): Promise<string> {
  await migrate({ connectionString });
  const database = new Database({ connectionString });
  try {
    await createFirm(database, firm);
    const asked = { firmId: firm.id, name: "service", scopes: ["ingest" as const] };
    const { key } = await new ApiKeys({ database }).create(asked, "test");
    return key;
  } finally {
    await database.close();
  }
}
