import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { expect, it } from "vitest";
import { waitUntil } from "../../src/embedded/wait-until.ts";

it("ends a test server, and removes its files, when the process that started it is killed", async () => {
  const owner = spawn(process.execPath, [fileURLToPath(new URL("owner.mjs", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(owner, "exit");
  const connectionString = await new Promise<string>((resolve, reject) => {
    createInterface(owner.stdout).once("line", resolve);
    owner.once("exit", (code) => reject(new Error(`The process ended with ${code}.`)));
  });
  const client = new Client({ connectionString });
  client.on("error", () => {}); // The server ends under this connection.
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  const ended = new Promise((resolve) => client.once("end", resolve));

  owner.kill("SIGKILL");
  await exited;
  await ended;
  const folder = dirname(rows[0]?.data_directory ?? "");
  expect(await waitUntil(() => (existsSync(folder) ? null : "gone"), { timeoutMs: 10_000 })).toBe("gone");
  await expect(new Client({ connectionString }).connect()).rejects.toThrow(/ECONNREFUSED/);
}, 30_000);
