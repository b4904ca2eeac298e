import { type ApiKey, type ApiKeyScope, ApiKeys, parseKeyText, UsageError } from "usage-db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createAccess, ingestGrant } from "../src/access/access.ts";
import type { Caller } from "../src/access/caller.ts";
import { ApiError } from "../src/errors/api-error.ts";
import { ingestProcedure, router } from "../src/trpc.ts";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { insertSampleKey, type Procedure, procedures, sampleInput } from "./support/procedures.ts";
import { servicesWith } from "./support/services.ts";
import { startTestDatabase } from "./support/test-database.ts";
import { insertFirms } from "./support/two-firms.ts";

/** Ids of the same length, so that answers may be compared to the byte. */
const OWN = "firm-own";
const FOREIGN = "firm-two";
const NOWHERE = "firm-non";
const strictCalls = z.strictObject({ firmId: z.string(), calls: z.number() });
const clock = () => new Date("2026-11-24T12:00:00Z");

/** Procedures by which a key with the scope `ingest` records calls. */
const RECORDING: ReadonlySet<string> = new Set(["ingest.record", "ingest.void", "ingest.correct"]);

/** Procedures that answer whoever may read the firm. */
const READING = procedures.filter(
  ({ path }) =>
    path === "firms.list" || (/^usage\./.test(path) && !["usage.invalidateCache", "usage.reconcile"].includes(path)),
);
const ABOUT_A_FIRM = READING.filter(({ fields }) => fields.includes("firmId"));
const FOR_OPERATORS = procedures.filter((procedure) => !READING.includes(procedure) && !RECORDING.has(procedure.path));

let test: Awaited<ReturnType<typeof startTestDatabase>>;
/** By a clock that nobody sets, in milliseconds. */
let elapsed = 1_000;
let api: TestApi;
/** Makes keys beside the server, as the command line does. */
let elsewhere: ApiKeys;
const KEYS: Readonly<Record<string, { firmId: string | null; scopes: ApiKeyScope[] }>> = {
  ingest: { firmId: OWN, scopes: ["ingest"] },
  "ingest and backfill": { firmId: OWN, scopes: ["ingest", "backfill"] },
  read: { firmId: OWN, scopes: ["read"] },
  everything: { firmId: OWN, scopes: ["ingest", "read", "backfill"] },
  gateway: { firmId: null, scopes: ["ingest", "backfill"] },
};
const texts = new Map<string, string>();

beforeAll(async () => {
  test = await startTestDatabase();
  const { database, cache } = test;
  await insertFirms(database, [OWN, FOREIGN]);
  await insertSampleKey(test.connectionString);
  elsewhere = new ApiKeys({ database, clock });
  for (const [name, asked] of Object.entries(KEYS)) {
    texts.set(name, (await elsewhere.create({ ...asked, name }, "test")).key);
  }
  const keys = new ApiKeys({ database, clock, elapsed: () => elapsed });
  api = await testApi({ ...databaseServices({ database, cache, clock }), keys }, { clock });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

function textOf(name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`there is no key ${name}`);
  return text;
}

function by(key: string) {
  return { authorization: `Bearer ${key}` };
}

function call(procedure: Procedure, input: unknown, headers: Record<string, string>, on = api) {
  return on.call(procedure, input, headers);
}

describe.each(READING)("$path", (procedure) => {
  it.each(["read", "everything"])("answers a key for %s, about its own firm", async (name) => {
    const response = await call(procedure, sampleInput(procedure, OWN), by(textOf(name)));
    expect(response.statusCode).toBe(200);
    expect(response.body).not.toContain(`of ${FOREIGN}`);
  });

  it.each(["ingest", "ingest and backfill"])("tells nothing to a key for %s, and what it lacks", async (name) => {
    const key = textOf(name);
    const response = await call(procedure, sampleInput(procedure, OWN), by(key));
    expect(response.statusCode).toBe(403);
    expect(response.json().error).toMatchObject({
      message: `The API key ${parseKeyText(key)?.id} lacks the scope read (it has ${KEYS[name]?.scopes.join(", ")}); use a key that has it`,
      data: { code: "FORBIDDEN", fields: [] },
    });
  });

  it("tells a gateway nothing of any firm, nor whether it exists", async () => {
    const answers = await Promise.all(
      [OWN, FOREIGN, NOWHERE].map((firmId) => call(procedure, sampleInput(procedure, firmId), by(textOf("gateway")))),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain("lacks the scope read");
  });
});

describe.each(ABOUT_A_FIRM)("$path", (procedure) => {
  it.each(["ingest", "read", "everything"])(
    "answers a key for %s about a foreign firm to the byte as about one that does not exist, without looking it up",
    async (name) => {
      const { firmId, scopes } = KEYS[name] ?? {};
      await using untouched = await testApi(
        servicesWith({
          keys: {
            verify: async () => ({ valid: true, key: { id: "k", firmId: firmId ?? null, scopes: scopes ?? [] } }),
          },
        }),
        { clock },
      );
      const foreign = await call(procedure, sampleInput(procedure, FOREIGN), by(textOf(name)), untouched);
      const nowhere = await call(procedure, sampleInput(procedure, NOWHERE), by(textOf(name)), untouched);
      expect([foreign.statusCode, nowhere.statusCode]).toEqual([404, 404]);
      expect(foreign.body.replaceAll(FOREIGN, NOWHERE)).toBe(nowhere.body);
      expect(foreign.json().error.message).toMatch(/^firmId: there is no firm "firm-two" that you may see/);
    },
  );
});

describe.each(FOR_OPERATORS)("$path", (procedure) => {
  it.each(Object.keys(KEYS))("is not for a key for %s", async (name) => {
    for (const firmId of [OWN, FOREIGN]) {
      const response = await call(procedure, sampleInput(procedure, firmId), by(textOf(name)));
      expect(response.statusCode).toBe(403);
      expect(response.json().error.message).toBe("This is for operators; sign in with a token of the role ops");
    }
  });
});

describe("a request", () => {
  it("brings its key as a bearer token or as x-api-key", async () => {
    const key = textOf("read");
    for (const headers of [by(key), { authorization: `bearer  ${key}` }, { "x-api-key": key }]) {
      const response = await api.query("firms.list", undefined, headers);
      expect(response.json().result.data).toEqual([{ id: OWN, name: `Name of ${OWN}`, timeZone: "Europe/Bucharest" }]);
    }
  });

  it("with a key is its key's, whatever cookie comes along", async () => {
    const { token } = await api.tokens.issue("access", OPS, 900);
    const response = await api.query("firms.list", undefined, {
      "x-api-key": textOf("ingest"),
      cookie: `usage-session=${token}`,
    });
    expect(response.statusCode).toBe(403);
  });

  it("with two credentials is refused: nobody can say which one is meant", async () => {
    const headers = { ...(await api.signedInAs(OPS)), "x-api-key": textOf("read") };
    const response = await api.query("firms.list", undefined, headers);
    expect(response.statusCode).toBe(401);
    expect(response.json().error.message).toBe(
      "You are not signed in: send either Authorization or x-api-key, not both",
    );
  });

  it.each([
    ["cut off", (key: string) => key.slice(0, -3), "is cut off or mistyped"],
    ["of a wrong secret", (key: string) => key.replace(/.{20}$/, (end) => [...end].reverse().join("")), "is cut off"],
    ["of the database's hash", (key: string) => `${key.slice(0, 19)}${"0".repeat(64)}`, "is cut off"],
    ["that is only its prefix", () => "usage_", "is cut off"],
    ["as a cookie", (key: string) => key, "the token is not valid here"],
  ])("is refused with a key %s", async (what, change, problem) => {
    const text = change(textOf("everything"));
    const headers = what === "as a cookie" ? { cookie: `usage-session=${text}` } : { "x-api-key": text };
    const response = await api.query("firms.list", undefined, headers as Record<string, string>);
    expect(response.statusCode).toBe(401);
    expect(response.json().error.message).toMatch(new RegExp(`^You are not signed in: .*${problem}`));
  });

  it("is refused with a token that claims to be a key", async () => {
    const forged: Caller = { sub: "x", role: "key", keyId: "k", firmId: OWN, scopes: ["read"] };
    // @ts-expect-error no token is made for a key
    const { token } = await api.tokens.issue("access", forged, 900);
    expect((await api.query("firms.list", undefined, by(token))).statusCode).toBe(401);
  });

  it("leaves nothing of its key in the log or in an answer", async () => {
    const key = textOf("everything");
    await api.query("firms.list", undefined, by(key));
    await api.query("firms.list", undefined, { "x-api-key": `${key}0` });
    const answer = await api.query("usage.overview", { firmId: FOREIGN }, by(key));
    const failing = servicesWith({
      keys: { verify: () => Promise.reject(new Error("the disk is full")) },
    });
    await using broken = await testApi(failing, { clock });
    expect((await broken.query("firms.list", undefined, by(key))).statusCode).toBe(500);
    const said = JSON.stringify([api.logged, broken.logged, answer.body]);
    expect(said).toContain("the disk is full");
    expect(said).not.toContain(parseKeyText(key)?.secret.slice(0, 8));
  });

  it("is told that the database does not answer, when that is why its key cannot be verified", async () => {
    const gone = new UsageError("database_unavailable", "The database cannot be reached; try again in a moment.");
    await using down = await testApi(servicesWith({ keys: { verify: () => Promise.reject(gone) } }), { clock });
    const response = await down.query("usage.overview", { firmId: OWN }, by(textOf("read")));
    expect(response.statusCode).toBe(503);
    expect(response.json().error).toMatchObject({ message: gone.message, data: { code: "SERVICE_UNAVAILABLE" } });
  });
});

describe("a session", () => {
  it("is not what a key has: the same answer for a good one and a bad one, which are not even looked up", async () => {
    await using untouched = await testApi(servicesWith(), { clock });
    for (const headers of [by(textOf("everything")), { "x-api-key": "anything" }]) {
      const response = await untouched.app.inject({ method: "GET", url: "/session", headers });
      expect(response.statusCode).toBe(401);
      expect(response.json().error.message).toBe(
        "You are not signed in: an API key opens no session; open a sign-in link",
      );
    }
  });

  it("cannot be opened with a key", async () => {
    const response = await api.app.inject({
      method: "POST",
      url: "/session",
      headers: { "content-type": "application/json" },
      body: { token: textOf("everything") },
    });
    expect(response.statusCode).toBe(401);
    expect(response.cookies).toEqual([]);
  });
});

describe("an operator", () => {
  it("makes a key that works at once, sees it without its secret, and revokes it", async () => {
    const ops = await api.signedInAs(OPS);
    const asked = { firmId: OWN, name: "billing worker", scopes: ["read"] };
    const made = await api.mutate("keys.create", asked, ops);
    const { key, ...shown }: ApiKey & { key: string } = made.json().result.data;
    expect(shown).toMatchObject({ ...asked, createdBy: "ana", lastUsedAt: null, revokedAt: null });
    expect(made.headers["cache-control"]).toBe("no-store");
    expect((await api.query("usage.overview", { firmId: OWN }, by(key))).statusCode).toBe(200);

    const listed = await api.query("keys.list", { firmId: OWN }, ops);
    expect(listed.json().result.data).toContainEqual({ ...shown, lastUsedAt: expect.toSatisfy(isInstantOrNull) });
    expect(listed.body).not.toContain(parseKeyText(key)?.secret.slice(0, 8));

    const revoked = await api.mutate("keys.revoke", { id: shown.id }, ops);
    expect(revoked.json().result.data).toMatchObject({ id: shown.id, revokedAt: clock().toISOString() });
    const refused = await api.query("usage.overview", { firmId: OWN }, by(key));
    expect(refused.statusCode).toBe(401);
    expect(refused.json().error.message).toBe(
      `You are not signed in: the API key ${shown.id} was revoked; ask an operator for a new one`,
    );
  });

  it("who revokes a key elsewhere shuts it out here within two seconds", async () => {
    const { key, id } = await elsewhere.create({ firmId: OWN, name: "lost", scopes: ["read"] }, "test");
    const ask = async () => (await api.query("usage.overview", { firmId: OWN }, by(key))).statusCode;
    expect(await ask()).toBe(200);
    await elsewhere.revoke(id);
    elapsed += 2_001;
    expect(await ask()).toBe(401);
  });

  it("is told that a key does not exist, and never to send a whole one", async () => {
    const ops = await api.signedInAs(OPS);
    const unknown = await api.mutate("keys.revoke", { id: "0123456789ab" }, ops);
    expect([unknown.statusCode, unknown.json().error.message]).toEqual([
      404,
      'id: there is no API key "0123456789ab"; keys.list names those that there are',
    ]);
    const whole = await api.mutate("keys.revoke", { id: textOf("read") }, ops);
    expect([whole.statusCode, whole.json().error.message]).toEqual([
      400,
      "id: must be the 12 characters between the two underscores of a key; never send the whole key",
    ]);
  });

  it("is told every fault of a key that is asked for", async () => {
    const ops = await api.signedInAs(OPS);
    const faultsOf = async (input: unknown) => (await api.mutate("keys.create", input, ops)).json().error.data.fields;
    expect(await faultsOf({ firmId: "", name: "", scopes: [], secret: "mine" })).toEqual([
      { path: "firmId", message: "is empty; name a firm" },
      { path: "name", message: "is empty; say what will use the key" },
      { path: "scopes", message: "is empty; name at least one of ingest, read, backfill" },
      { path: "secret", message: "is not a known field; leave it out" },
    ]);
    expect(await faultsOf({ firmId: null, name: "x", scopes: ["read", "backfill"] })).toEqual([
      {
        path: "scopes",
        message:
          "read goes with a firm: what a gateway's key could read would be every firm's; leave it out or name a firm",
      },
      { path: "scopes", message: "backfill goes with ingest; add that scope" },
    ]);
    expect(await faultsOf({ firmId: OWN, name: "x", scopes: ["admin"] })).toEqual([
      { path: "scopes.0", message: "must be one of ingest, read, backfill" },
    ]);
  });
});

describe("leave to record", () => {
  const firmToken: Caller = { sub: "ion", role: "firm", firmId: OWN };
  const key = (firmId: string | null, ...scopes: ApiKeyScope[]): Caller => ({
    sub: "key k",
    role: "key",
    keyId: "k",
    firmId,
    scopes,
  });
  const lacks = (has: string) => `The API key k lacks the scope ingest (it has ${has}); use a key that has it`;
  const notFound = (firmId: string) =>
    `firmId: there is no firm "${firmId}" that you may see; firms.list names those that you may`;
  const FIRM_TOKEN = "A firm's token records no calls; use an API key with the scope ingest";

  it.each<[string, Caller, string, object]>([
    ["an operator, any firm", OPS, FOREIGN, { mayBackfill: true, by: "ana" }],
    ["a key, its firm", key(OWN, "ingest"), OWN, { mayBackfill: false, by: "key k" }],
    ["a key with backfill", key(OWN, "ingest", "backfill"), OWN, { mayBackfill: true, by: "key k" }],
    ["a gateway, any firm", key(null, "ingest"), FOREIGN, { mayBackfill: false, by: "key k" }],
    ["a gateway with backfill", key(null, "ingest", "backfill"), OWN, { mayBackfill: true, by: "key k" }],
  ])("is given: %s", (_who, caller, firmId, grant) => {
    expect(() => createAccess(servicesWith(), caller).ingestInto(firmId)).not.toThrow();
    expect(ingestGrant(caller)).toEqual(grant);
  });

  it.each<[string, Caller, string, string, string]>([
    ["a firm's token", firmToken, OWN, "scope_missing", FIRM_TOKEN],
    ["a firm's token, a foreign firm", firmToken, FOREIGN, "firm_not_found", notFound(FOREIGN)],
    ["a key that reads", key(OWN, "read"), OWN, "scope_missing", lacks("read")],
    ["a key that reads, a foreign firm", key(OWN, "read"), FOREIGN, "firm_not_found", notFound(FOREIGN)],
    ["a key, a foreign firm", key(OWN, "ingest"), FOREIGN, "firm_not_found", notFound(FOREIGN)],
  ])("is refused: %s", (_who, caller, firmId, code, message) => {
    const ask = () => createAccess(servicesWith(), caller).ingestInto(firmId);
    expect(ask).toThrow(ApiError);
    expect(ask).toThrow(expect.objectContaining({ code, message }));
  });

  it("is checked before the rest of the input, and again tells nothing of a firm that is not there", async () => {
    const recording = router({
      record: ingestProcedure.input(strictCalls).mutation(({ ctx, input }) => {
        if (input.firmId === NOWHERE) throw new UsageError("firm_not_found", "There is no such firm; create it first.");
        return ctx.ingest;
      }),
    });
    const live = { enter: unasked, signInAgain: unasked };
    const ask = (caller: Caller, input: unknown) =>
      recording
        .createCaller({
          live,
          download: live,
          signIn: { signedIn: true, access: createAccess(servicesWith(), caller) },
        })
        // @ts-expect-error as a client may send anything
        .record(input);
    expect(await ask(key(OWN, "ingest"), { firmId: OWN, calls: 1 })).toEqual({
      record: expect.any(Function),
      void: expect.any(Function),
      correct: expect.any(Function),
    });
    await expect(ask(key(OWN, "ingest"), { firmId: FOREIGN, calls: "x" })).rejects.toThrow(notFound(FOREIGN));
    await expect(ask(key(OWN, "read"), { firmId: OWN, calls: "x" })).rejects.toThrow(lacks("read"));
    await expect(ask(key(OWN, "ingest"), { firmId: OWN, calls: "x" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(ask(key(null, "ingest"), { firmId: NOWHERE, calls: 1 })).rejects.toThrow(notFound(NOWHERE));
    const signedOut = recording.createCaller({
      live,
      download: live,
      signIn: { signedIn: false, problem: "You are not signed in" },
    });
    await expect(signedOut.record({ firmId: OWN, calls: 1 })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

function unasked(): never {
  throw new Error("this was not to be asked");
}

function isInstantOrNull(value: unknown): boolean {
  return value === null || (typeof value === "string" && !Number.isNaN(Date.parse(value)));
}
