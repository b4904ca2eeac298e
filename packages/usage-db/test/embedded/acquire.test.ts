import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { acquireEmbeddedDatabase } from "../../src/embedded/acquire.ts";
import { isRunning, processStamp } from "../../src/embedded/processes.ts";
import { waitUntil } from "../../src/embedded/wait-until.ts";
import { spawnUser, startUser } from "./user-process.ts";

async function ask(connectionString: string, statement: string): Promise<string | undefined> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<string[]>({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** The stamp of the server that uses `data`. */
function serverOf(data: string): string {
  const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  return processStamp(pid) ?? "";
}

describe("the embedded database", { timeout: 60_000 }, () => {
  let project = "";
  let folder = "";
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "embedded-"));
    chmodSync(project, 0o755);
    folder = join(project, ".data");
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  it("keeps what was committed, and stops with its last user", async () => {
    const first = await acquireEmbeddedDatabase({ directory: folder });
    const second = await acquireEmbeddedDatabase({ directory: folder });
    expect(second.connectionString).toBe(first.connectionString);
    await ask(first.connectionString, "CREATE TABLE kept AS SELECT 42 AS value");
    const server = serverOf(first.directory);

    await first.release();
    await first.release();
    expect(await ask(second.connectionString, "SELECT value FROM kept")).toBe(42);
    await second.release();
    expect(isRunning(server)).toBe(false);

    const again = await acquireEmbeddedDatabase({ directory: folder });
    expect(await ask(again.connectionString, "SELECT value FROM kept")).toBe(42);
    await again.release();
  });

  it("is durable, in UTF-8 and UTC, and lets in nobody without its password", async () => {
    const database = await acquireEmbeddedDatabase({ directory: folder });
    try {
      const settings = "current_setting('fsync'), current_setting('server_encoding'), current_setting('timezone')";
      expect(await ask(database.connectionString, `SELECT concat_ws(' ', ${settings})`)).toBe("on UTF8 UTC");
      const wrong = database.connectionString.replace(/:[0-9a-f]+@/, ":guess@");
      await expect(ask(wrong, "SELECT 1")).rejects.toThrow(/password authentication failed/);
      const passwordFile = join(folder, "postgres", "password");
      expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
      const other = readdirSync(join(folder, "postgres")).filter((name) => name.includes("draft"));
      expect(other).toEqual([]);
    } finally {
      await database.release();
    }
  });

  it("is one server for processes that start at the same time", async () => {
    const users = await Promise.all([startUser(folder), startUser(folder), startUser(folder)]);
    const [first] = users;
    expect(new Set(users.map((user) => user.connectionString)).size).toBe(1);
    const server = serverOf(first.directory);
    await Promise.all(users.map((user) => user.release()));
    expect(isRunning(server)).toBe(false);
  });

  it("stops soon after its last user was killed, and not while it has another", async () => {
    const [killed, other] = [await startUser(folder), await startUser(folder)];
    const server = serverOf(killed.directory);
    await killed.kill();
    expect(await ask(other.connectionString, "SELECT 1")).toBe(1);
    expect(isRunning(server)).toBe(true);
    await other.kill();
    expect(await waitUntil(() => (isRunning(server) ? null : "stopped"), { timeoutMs: 20_000 })).toBe("stopped");
  });

  it("takes over a server that nobody uses any more", async () => {
    const forgotten = await acquireEmbeddedDatabase({ directory: folder });
    const server = serverOf(forgotten.directory);
    rmSync(join(folder, "postgres", "users"), { recursive: true });

    const heir = await startUser(folder);
    expect(heir.connectionString).toBe(forgotten.connectionString);
    await heir.release();
    expect(isRunning(server)).toBe(false);
    await forgotten.release();
  });

  it("recovers what was committed after everything was killed, server included", async () => {
    const user = await startUser(folder);
    await ask(user.connectionString, "CREATE TABLE kept AS SELECT 42 AS value");
    const server = serverOf(user.directory);
    await user.kill();
    process.kill(Number.parseInt(server, 10), "SIGKILL");
    await waitUntil(() => (isRunning(server) ? null : true), { timeoutMs: 10_000 });

    const heir = await startUser(folder);
    expect(await ask(heir.connectionString, "SELECT value FROM kept")).toBe(42);
    await heir.release();
  });

  it("is not blocked by a first start that was killed half way", async () => {
    const killed = spawnUser(folder);
    const exited = once(killed, "exit");
    const half = () => {
      const names = existsSync(join(folder, "postgres")) ? readdirSync(join(folder, "postgres")) : [];
      return names.find((name) => name.startsWith("draft-")) ?? null;
    };
    expect(await waitUntil(half, { timeoutMs: 30_000, everyMs: 1 })).not.toBeNull();
    killed.kill("SIGKILL");
    await exited;

    const user = await startUser(folder);
    expect(await ask(user.connectionString, "SELECT 1")).toBe(1);
    expect(half()).toBeNull();
    await user.release();
  });

  it("sets a new password when the file with the old one was lost", async () => {
    const before = await acquireEmbeddedDatabase({ directory: folder });
    await ask(before.connectionString, "CREATE TABLE kept AS SELECT 42 AS value");
    await before.release();
    rmSync(join(folder, "postgres", "password"));

    const after = await acquireEmbeddedDatabase({ directory: folder });
    expect(await ask(after.connectionString, "SELECT value FROM kept")).toBe(42);
    await after.release();
  });

  it("works below a folder that only its user can enter", async () => {
    chmodSync(project, 0o700);
    const said: string[] = [];
    const database = await acquireEmbeddedDatabase({ directory: folder, onProgress: (message) => said.push(message) });
    try {
      expect(await ask(database.connectionString, "SELECT 1")).toBe(1);
      expect(said.join()).toContain(database.directory);
    } finally {
      await database.release();
      if (!database.directory.startsWith(project)) rmSync(dirname(database.directory), { recursive: true });
    }
  });
});
