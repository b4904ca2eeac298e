import { expect, it } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

it("a database that stops takes readiness and answers with it, not the process", async () => {
  await using test = await startTestDatabase();
  const { database, cache } = test;
  await using api = await testApi(databaseServices({ database, cache, clock: () => new Date() }));
  const headers = await api.signedInAs(OPS);
  expect((await api.query("firms.list", undefined, headers)).statusCode).toBe(200);
  expect((await api.app.inject("/readyz")).statusCode).toBe(200);

  await test.stopServer();

  expect((await api.app.inject("/healthz")).statusCode).toBe(200);
  expect((await api.app.inject("/readyz")).statusCode).toBe(503);
  const answer = await api.query("firms.list", undefined, headers);
  expect(answer.statusCode).toBe(503);
  expect(answer.json().error).toMatchObject({
    message: "The database cannot be reached; try again in a moment.",
    data: { code: "SERVICE_UNAVAILABLE", path: "firms.list", fields: [] },
  });
  expect(answer.body).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|\.ts:/);
});
