import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { startTestPostgres } from "./postgres.ts";
import { runSql } from "./run-sql.ts";

/** The only column of the only row. */
async function ask(connectionString: string, statement: string): Promise<unknown> {
  const [row] = await runSql(connectionString, statement);
  return Object.values(row ?? {})[0];
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
