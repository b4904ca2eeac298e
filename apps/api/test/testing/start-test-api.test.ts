import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTestApi } from "../../src/testing/start-test-api.ts";

const OWNER = fileURLToPath(new URL("owner.mjs", import.meta.url));

let postgres: TestPostgres;
let variables: Record<string, string>;

beforeAll(async () => {
  postgres = await startTestPostgres();
  variables = {
    DATABASE_URL: await postgres.createDatabase(),
    AUTH_SECRET: "only-for-these-tests-0123456789abcdef",
    LOG_LEVEL: "error",
  };
});
afterAll(() => postgres.stop());

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

describe("startTestApi", { timeout: 60_000 }, () => {
  it("gives a server that can be killed, and started again at its address", async () => {
    await using api = await startTestApi(variables);
    expect(await isReady(api.url)).toBe(true);
    await api.kill();
    expect(await isReady(api.url)).toBe(false);
    await api.restart();
    expect(await isReady(api.url)).toBe(true);
    await api.stop();
    expect(await isReady(api.url)).toBe(false);
  });

  it("ends the server with the process that started it, even when that is killed", async () => {
    const owner = spawn(process.execPath, [OWNER, JSON.stringify(variables)], { stdio: ["pipe", "pipe", "inherit"] });
    const [url] = await once(createInterface({ input: owner.stdout }), "line");
    expect(await isReady(url)).toBe(true);
    owner.kill("SIGKILL");
    await vi.waitFor(async () => expect(await isReady(url)).toBe(false), { timeout: 30_000, interval: 50 });
  });
});
