import { startTestApi } from "api/testing";
import { startTestPostgres } from "usage-db/testing";
import { importCalls, loadDemo, printToken, type Variables } from "./processes.ts";
import { EMPTY_FIRM, LIVE_FIRM } from "./world.ts";

/** One database with the demo's data and two firms without calls, and the real server on top; all ends with the tests. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  try {
    const variables: Variables = {
      DATABASE_URL: await postgres.createDatabase(),
      REDIS_URL: "",
      AUTH_SECRET: "only-for-these-tests-0123456789abcdef",
      PUBLIC_URL: "",
    };
    await loadDemo(variables);
    for (const firm of [EMPTY_FIRM, LIVE_FIRM]) await importCalls(variables, firm, []);
    const api = await startTestApi(variables);
    process.env["E2E_URL"] = api.url;
    process.env["E2E_LINK_TOKEN"] = api.linkToken;
    process.env["E2E_ACCESS_TOKEN"] = await printToken(variables, ["--role", "ops", "--ttl", "8h"]);
    process.env["E2E_VARIABLES"] = JSON.stringify(variables);
    return async () => {
      await api.stop();
      await postgres.stop();
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
