import { Client } from "pg";

/** Runs a statement as any SQL client would, beside everything else here, and gives its rows. */
export async function runSql(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
