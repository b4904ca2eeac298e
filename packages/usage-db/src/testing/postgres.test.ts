import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { startTestPostgres } from "./postgres.ts";

async function ask(connectionString: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe("startTestPostgres", () => {
  it("gives empty databases that do not see each other, and leaves nothing behind", async () => {
    const postgres = await startTestPostgres({ timeZone: "Asia/Kathmandu" });
    const [first, second] = [await postgres.createDatabase(), await postgres.createDatabase()];
    await ask(first, "CREATE TABLE here (id int)");
    expect(await ask(second, "SELECT to_regclass('here')")).toBeNull();
    expect(await ask(first, "SHOW timezone")).toBe("Asia/Kathmandu");
    expect(await ask(first, "SHOW fsync")).toBe("off");
    const folder = dirname(String(await ask(first, "SHOW data_directory")));
    await postgres.stop();
    await expect(ask(first, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(existsSync(folder)).toBe(false);
  });
});
