import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { callPageSchema, callStorySchema, uncachedAnswerSchema } from "usage-core";
import { createFirm, insertUsageLogs } from "usage-db";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AppRouter } from "../src/contract.ts";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { startTestDatabase } from "./support/test-database.ts";

const clock = () => new Date("2026-11-24T12:00:00Z");
const RANGE = { startDate: "2026-11-24", endDate: "2026-11-24" };
/** The same ids in both, but for one call that only the foreign firm has. */
const OWN = "firm-own";
const FOREIGN = "firm-two";

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;
let address: string;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  for (const id of [OWN, FOREIGN]) {
    await createFirm(database, { id, name: id, timeZone: "Europe/Bucharest" });
    const ids = [...Array.from({ length: 7 }, (_, index) => `call-${index}`), ...(id === FOREIGN ? ["only-here"] : [])];
    await insertUsageLogs(
      database,
      id,
      ids.map((call) => ({
        id: call,
        userId: `user-of-${id}`,
        feature: `feature-of-${id}`,
        model: "large",
        inputTokens: 100,
        outputTokens: 20,
        costEur: "0.000000000001",
        success: true,
        createdAt: "2026-11-24T10:00:00Z",
      })),
    );
  }
  api = await testApi(databaseServices({ database, cache, clock }), { clock });
  address = await api.app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

async function clientOf(headers: Record<string, string>) {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${address}/trpc`, headers })] });
}

it("a firm's token pages through its own calls, as an infinite query of the client does", async () => {
  const client = await clientOf(await api.signedInAs({ sub: "ion", role: "firm", firmId: OWN }));
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const input = { firmId: OWN, range: RANGE, limit: 3, cursor, direction: "forward" as const };
    const answer: Awaited<ReturnType<typeof client.usage.calls.query>> = await client.usage.calls.query(input);
    expect(uncachedAnswerSchema(callPageSchema).parse(answer)).toMatchObject({
      timeZone: "Europe/Bucharest",
      cacheAgeMs: 0,
    });
    expect(answer.data.calls).toSatisfy((calls: typeof answer.data.calls) =>
      calls.every(({ feature, cost }) => feature === `feature-of-${OWN}` && cost === 1e-12),
    );
    ids.push(...answer.data.calls.map(({ id }) => id));
    cursor = answer.data.nextCursor;
  }
  expect(ids).toEqual(["call-6", "call-5", "call-4", "call-3", "call-2", "call-1", "call-0"]);
});

it("a call that is there is told, to its own firm", async () => {
  const client = await clientOf(await api.signedInAs({ sub: "ion", role: "firm", firmId: OWN }));
  const answer = await client.usage.callStory.query({ firmId: OWN, id: "call-0" });
  expect(uncachedAnswerSchema(callStorySchema).parse(answer).data.call).toMatchObject({
    id: "call-0",
    feature: `feature-of-${OWN}`,
    costEur: "0.000000000001",
  });
});

it("a call of another firm is told of to the byte as one that is nowhere", async () => {
  const headers = await api.signedInAs({ sub: "ion", role: "firm", firmId: OWN });
  const foreign = await api.query("usage.callStory", { firmId: OWN, id: "only-here" }, headers);
  const nowhere = await api.query("usage.callStory", { firmId: OWN, id: "not-there" }, headers);
  expect(foreign.statusCode).toBe(404);
  expect(foreign.json().error).toMatchObject({
    message: 'id: the firm has no call "only-here"; check its id',
    data: { code: "NOT_FOUND", path: "usage.callStory", fields: [] },
  });
  expect(foreign.body.replaceAll("only-here", "not-there")).toBe(nowhere.body);
  const list = await api.query("usage.calls", { firmId: OWN, range: RANGE, callId: "only-here" }, headers);
  expect(list.json().result.data.data).toEqual({ calls: [], nextCursor: null });
});

it.each([
  [{ cursor: "bad" }, "cursor"],
  [{ cursor: 5 }, "cursor"],
  [{ minCost: 0.1 }, "minCost"],
  [{ hour: "yesterday" }, "hour"],
  [{ filters: { user: [] } }, "filters.user"],
  [{ filters: { team: ["a"] } }, "filters.team"],
  [{ failedOnly: "yes" }, "failedOnly"],
  [{ direction: "backward" }, "direction"],
  [{ limit: 0, minCost: "-1" }, "minCost"],
])("with %j are refused, and the field is named", async (asked, field) => {
  const response = await api.query("usage.calls", { firmId: OWN, range: RANGE, ...asked }, await api.signedInAs(OPS));
  expect(response.statusCode).toBe(400);
  const { message, data } = response.json().error;
  expect(data.fields).toContainEqual({ path: field, message: expect.any(String) });
  expect(message).toContain(`${field}: `);
});
