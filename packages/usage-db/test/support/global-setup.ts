import type { TestProject } from "vitest/node";
import { startTestPostgres } from "../../src/testing/postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A real PostgreSQL for the whole suite. Its zone is far from UTC: nothing may depend on it. */
    postgres: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres({ timeZone: "Pacific/Chatham" });
  project.provide("postgres", postgres.connectionString);
  return () => postgres.stop();
}
