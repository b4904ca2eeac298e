import { createSecretKey } from "node:crypto";
import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenCaller } from "../src/access/caller.ts";
import { createTokens } from "../src/access/tokens.ts";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, SECRET, type TestApi, testApi } from "./support/api.ts";
import { insertSampleKey, type Procedure, procedures, sampleInput } from "./support/procedures.ts";
import { servicesWith } from "./support/services.ts";
import { startTestDatabase } from "./support/test-database.ts";
import { insertFirms } from "./support/two-firms.ts";

/** Ids of the same length, so that answers may be compared to the byte. */
const OWN = "firm-own";
const FOREIGN = "firm-two";
const NOWHERE = "firm-non";
const OWN_CALLER: TokenCaller = { sub: "ion", role: "firm", firmId: OWN };
const clock = () => new Date("2026-11-24T12:00:00Z");

const aboutAFirm = procedures.filter(({ fields }) => fields.includes("firmId"));

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  await insertFirms(database, [OWN, FOREIGN]);
  await insertSampleKey(test.connectionString);
  api = await testApi(databaseServices({ database, cache, clock }), { clock });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

function call(on: TestApi, procedure: Procedure, input: unknown, headers: Record<string, string>) {
  return on.call(procedure, input, headers);
}

function hs256(claims: Record<string, unknown>, { secret = SECRET, alg = "HS256" } = {}) {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(createSecretKey(Buffer.from(secret)));
}

const inAnHour = clock().getTime() / 1000 + 3600;
const ops = { sub: "ana", role: "ops", exp: inAnHour };

/** Credentials that open nothing, whatever is asked. */
const BAD_CREDENTIALS: Record<string, () => Promise<Record<string, string>>> = {
  "no token": async () => ({}),
  "an empty header": async () => ({ authorization: "" }),
  "another scheme": async () => ({ authorization: `Basic ${await hs256(ops)}` }),
  "an expired token": async () => ({ authorization: `Bearer ${await hs256({ ...ops, exp: inAnHour - 7200 })}` }),
  "a token without an expiry": async () => ({ authorization: `Bearer ${await hs256({ ...ops, exp: undefined })}` }),
  "a token of another secret": async () => ({
    authorization: `Bearer ${await hs256(ops, { secret: "another secret of thirty-two characters" })}`,
  }),
  "a token of another algorithm": async () => ({ authorization: `Bearer ${await hs256(ops, { alg: "HS512" })}` }),
  "a token that is not signed": async () => ({
    authorization: `Bearer ${new UnsecuredJWT({ role: "ops" }).setSubject("ana").setExpirationTime(inAnHour).encode()}`,
  }),
  "a token of an unknown role": async () => ({ authorization: `Bearer ${await hs256({ ...ops, role: "root" })}` }),
  "a token for another audience": async () => ({ authorization: `Bearer ${await hs256({ ...ops, aud: "billing" })}` }),
  "the token of a sign-in link": async () => ({
    authorization: `Bearer ${(await createTokens({ secret: SECRET, clock }).issue("sign-in", OPS, 900)).token}`,
  }),
  "the token of a sign-in link as cookie": async () => ({
    cookie: `usage-session=${(await createTokens({ secret: SECRET, clock }).issue("sign-in", OPS, 900)).token}`,
  }),
};

it("covers the router: every procedure of the contract is there", () => {
  expect(procedures.map(({ path, type }) => `${type} ${path}`).sort()).toEqual([
    "mutation ingest.correct",
    "mutation ingest.record",
    "mutation ingest.void",
    "mutation keys.create",
    "mutation keys.revoke",
    "mutation usage.invalidateCache",
    "query firms.list",
    "query keys.list",
    "query ops.firms",
    "query usage.callStory",
    "query usage.calls",
    "query usage.costsByFeature",
    "query usage.costsByModel",
    "query usage.costsByUser",
    "query usage.costsByWeekHour",
    "query usage.currentMonthSpend",
    "query usage.dailyCosts",
    "query usage.dataQuality",
    "query usage.explore",
    "query usage.hourlyCosts",
    "query usage.lastCallDate",
    "query usage.overview",
    "query usage.projectedMonthEnd",
    "query usage.reconcile",
    "subscription ops.changes",
    "subscription usage.changes",
  ]);
});

describe.each(procedures)("$path", (procedure) => {
  it.each(Object.keys(BAD_CREDENTIALS))("gives nothing for %s", async (kind) => {
    const headers = (await BAD_CREDENTIALS[kind]?.()) ?? {};
    await using untouched = await testApi(servicesWith(), { clock });
    const response = await call(untouched, procedure, sampleInput(procedure, OWN), headers);
    expect(response.statusCode).toBe(401);
    expect(response.json()).toEqual({
      error: {
        code: -32001,
        message: expect.stringMatching(/^You are not signed in/),
        data: { code: "UNAUTHORIZED", httpStatus: 401, path: procedure.path, fields: [] },
      },
    });
  });

  it("tells nobody without a sign-in what is wrong with an input", async () => {
    await using untouched = await testApi(servicesWith(), { clock });
    expect((await call(untouched, procedure, { firmId: 5, surprise: true }, {})).statusCode).toBe(401);
  });

  it("answers an operator about every firm", async () => {
    const headers = await api.signedInAs(OPS);
    for (const firmId of [OWN, FOREIGN]) {
      const response = await call(api, procedure, sampleInput(procedure, firmId), headers);
      expect(response.statusCode).toBe(200);
    }
  });

  it("gives a firm's token nothing of another firm", async () => {
    const response = await call(api, procedure, sampleInput(procedure, FOREIGN), await api.signedInAs(OWN_CALLER));
    expect(response.body).not.toContain(`of ${FOREIGN}`);
    expect(response.body).not.toContain(`of-${FOREIGN}`);
  });

  it("answers about a foreign firm to the byte as about one that does not exist", async () => {
    const headers = await api.signedInAs(OWN_CALLER);
    const foreign = await call(api, procedure, sampleInput(procedure, FOREIGN), headers);
    const nowhere = await call(api, procedure, sampleInput(procedure, NOWHERE), headers);
    expect(foreign.statusCode).toBe(nowhere.statusCode);
    expect(foreign.body.replaceAll(FOREIGN, NOWHERE)).toBe(nowhere.body);
    expect({ ...foreign.headers, date: "" }).toEqual({ ...nowhere.headers, date: "" });
  });

  it("refuses a key that it does not know, and names it", async () => {
    const input = { ...sampleInput(procedure, OWN), surprise: true };
    const response = await call(api, procedure, input, await api.signedInAs(OPS));
    expect(response.statusCode).toBe(400);
    expect(response.json().error.data.fields).toEqual([
      { path: "surprise", message: "is not a known field; leave it out" },
    ]);
  });
});

describe.each(aboutAFirm)("$path, which names a firm,", (procedure) => {
  it("decides about a foreign firm without looking it up, so that its timing tells nothing either", async () => {
    await using untouched = await testApi(servicesWith(), { clock });
    const headers = await untouched.signedInAs(OWN_CALLER);
    const response = await call(untouched, procedure, sampleInput(procedure, FOREIGN), headers);
    expect([403, 404]).toContain(response.statusCode);
  });

  it.each([
    [5, "must be text; name a firm"],
    ["", "is empty; name a firm"],
    ["a\0b", "must be text without NUL or lone surrogates"],
    ["\ud800", "must be text without NUL or lone surrogates"],
    ["x".repeat(201), "is longer than 200 characters; name a firm"],
  ])("refuses %j as a firm", async (firmId, message) => {
    const input = { ...sampleInput(procedure, OWN), firmId };
    const response = await call(api, procedure, input, await api.signedInAs(OPS));
    expect(response.statusCode).toBe(400);
    expect(response.json().error.data.fields).toEqual([{ path: "firmId", message }]);
  });
});

describe("a firm's token", () => {
  it("sees its own firm alone in the list", async () => {
    const response = await api.query("firms.list", undefined, await api.signedInAs(OWN_CALLER));
    expect(response.json().result.data).toEqual([{ id: OWN, name: `Name of ${OWN}`, timeZone: "Europe/Bucharest" }]);
  });

  it("sees an empty list when its firm is gone, and is told that its usage is not there", async () => {
    const headers = await api.signedInAs({ sub: "ion", role: "firm", firmId: NOWHERE });
    expect((await api.query("firms.list", undefined, headers)).json().result.data).toEqual([]);
    expect((await api.query("usage.overview", { firmId: NOWHERE }, headers)).statusCode).toBe(404);
  });

  it("is kept out call by call within one batch", async () => {
    const headers = await api.signedInAs(OWN_CALLER);
    const input = JSON.stringify({ 0: { firmId: OWN }, 1: { firmId: FOREIGN }, 2: { firmId: OWN } });
    const response = await api.app.inject({
      url: "/trpc/usage.overview,usage.overview,usage.overview?batch=1",
      query: { batch: "1", input },
      headers,
    });
    expect(response.statusCode).toBe(207);
    const answers: { result?: unknown; error?: { data: { code: string } } }[] = response.json();
    expect(answers.map(({ error }) => error?.data.code ?? "OK")).toEqual(["OK", "NOT_FOUND", "OK"]);
  });

  it("may neither drop a cache nor reconcile, not even of its own firm", async () => {
    const headers = await api.signedInAs(OWN_CALLER);
    const dropped = await api.mutate("usage.invalidateCache", { firmId: OWN }, headers);
    const reconciled = await api.query("usage.reconcile", { firmId: OWN }, headers);
    for (const response of [dropped, reconciled]) {
      expect(response.statusCode).toBe(403);
      expect(response.json().error.message).toBe("This is for operators; sign in with a token of the role ops");
    }
  });
});

it("tells an operator that a firm does not exist", async () => {
  const headers = await api.signedInAs(OPS);
  for (const procedure of aboutAFirm) {
    const response = await call(api, procedure, sampleInput(procedure, NOWHERE), headers);
    expect([procedure.path, response.statusCode]).toEqual([procedure.path, 404]);
    expect(response.json().error.message).toContain(`"${NOWHERE}"`);
  }
});
