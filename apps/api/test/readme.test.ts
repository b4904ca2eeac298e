import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createFirm, createMemoryUsageCache, Database, insertUsageLogs, migrate, systemClock } from "usage-db";
import { startTestPostgres, type TestPostgres } from "usage-db/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, testApi } from "./support/api.ts";

/* The README's code is these files, letter for letter; tsc compiles them, and here they run, or beside the file. */
const EXAMPLES = [
  "./readme/usage-core.ts",
  "./readme/usage-db.ts",
  "./readme/client.ts",
  "../../../packages/usage-client/test/readme/service.ts",
];

let postgres: TestPostgres;
let connectionString: string;
beforeAll(async () => {
  postgres = await startTestPostgres();
  connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
});
afterAll(() => postgres.stop());

describe("the README", () => {
  it("shows the code that is run here", async () => {
    const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
    const shown = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
    const run = await Promise.all(EXAMPLES.map((path) => readFile(new URL(path, import.meta.url), "utf8")));
    expect(shown).toEqual(run);
  });

  it("aggregates logs without a database", async () => {
    const { days, features } = await import("./readme/usage-core.ts");
    expect(days).toHaveLength(30);
    expect(days.filter(({ calls }) => calls > 0)).toEqual([
      { date: "2026-11-25", cost: 0.00561, tokens: 1510, calls: 1, unpricedCalls: 0 },
    ]);
    expect(features).toMatchObject([{ feature: "assistant_chat", featureName: "Asistent AI", percentOfTotal: 100 }]);
  });

  it("asks the service, and the API through the typed client", async () => {
    const database = new Database({ connectionString });
    await createFirm(database, { id: "demo-bucharest", name: "Firm", timeZone: "Europe/Bucharest" });
    await insertUsageLogs(database, "demo-bucharest", [
      {
        id: "1",
        userId: null,
        feature: "assistant_chat",
        model: "gpt-4o",
        inputTokens: 1,
        outputTokens: 1,
        costEur: "0.5",
        success: true,
        createdAt: new Date().toISOString(),
      },
    ]);
    vi.stubEnv("DATABASE_URL", connectionString);
    const { overview } = await import("./readme/usage-db.ts");
    expect(overview).toMatchObject({ totalCalls: 1, totalCost: 0.5 });

    const cache = createMemoryUsageCache();
    await using api = await testApi(databaseServices({ database, cache, clock: systemClock }));
    await api.app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    vi.stubEnv("USAGE_API_URL", `http://127.0.0.1:${port}/trpc`);
    vi.stubEnv("USAGE_TOKEN", (await api.tokens.issue("access", OPS, 60)).token);
    const { data, timeZone } = await import("./readme/client.ts");
    expect(data).toMatchObject({ totalCalls: 1, totalCost: 0.5 });
    expect(timeZone).toBe("Europe/Bucharest");
    await database.close();
  });
});
