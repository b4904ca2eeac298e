import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../src/database.ts";
import { ApiKeys } from "../src/keys/api-keys.ts";
import { keyText, newKeyParts, parseKeyText } from "../src/keys/key-text.ts";
import type { Logger } from "../src/logger.ts";
import { type Ledger, openLedger, silentLogger } from "./support/ledger.ts";

let ledger: Ledger;
/** The present, and what has passed by a clock that nobody sets. */
let now: Date;
let elapsed: number;
let keys: ApiKeys;

beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());
beforeEach(async () => {
  await ledger.sql("DELETE FROM api_keys");
  await ledger.sql("DELETE FROM firms");
  await ledger.sql("INSERT INTO firms VALUES ('acme', 'Acme', 'UTC'), ('globex', 'Globex', 'UTC')");
  now = new Date("2026-11-24T12:00:00Z");
  elapsed = 1_000;
  keys = anotherProcess();
});

function anotherProcess(database = ledger.database, logger: Logger = silentLogger) {
  return new ApiKeys({ database, clock: () => now, elapsed: () => elapsed, logger });
}

function pass(ms: number) {
  elapsed += ms;
  now = new Date(now.getTime() + ms);
}

const INGEST = { firmId: "acme", name: "billing worker", scopes: ["ingest" as const] };
const UNKNOWN = { valid: false, problem: "there is no such API key; ask an operator for one" };
const NOT_WHOLE = {
  valid: false,
  problem: "the API key is cut off or mistyped; copy all of it, from usage_ to its end",
};

function partsOf(key: string) {
  const parts = parseKeyText(key);
  if (parts === null) throw new Error(`${key} is no key`);
  return parts;
}

describe("a key", () => {
  it("is shown when it is made, and says later whose it is", async () => {
    const { key, ...shown } = await keys.create({ ...INGEST, scopes: ["read", "ingest", "read"] }, "ana");
    expect(shown).toEqual({
      id: partsOf(key).id,
      firmId: "acme",
      name: "billing worker",
      scopes: ["ingest", "read"],
      createdAt: "2026-11-24T12:00:00.000Z",
      createdBy: "ana",
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(await keys.list()).toEqual([shown]);
    expect(await keys.verify(key)).toEqual({
      valid: true,
      key: { id: shown.id, firmId: "acme", scopes: ["ingest", "read"] },
    });
  });

  it("of a gateway has no firm", async () => {
    const { key } = await keys.create({ ...INGEST, firmId: null, scopes: ["ingest", "backfill"] }, "ana");
    expect(await keys.verify(key)).toMatchObject({ key: { firmId: null, scopes: ["ingest", "backfill"] } });
  });

  it("leaves no trace of its secret in the database but the hash", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const { secret } = partsOf(key);
    const [row] = await ledger.sql("SELECT *, api_keys::text AS all_of_it FROM api_keys");
    expect(row?.["secret_hash"]).toEqual(createHash("sha256").update(secret).digest());
    expect(row?.["all_of_it"]).toContain(id);
    // Neither as text nor as bytes, nor the last part of it.
    expect(JSON.stringify(row)).not.toContain(secret.slice(-8));
    expect(row?.["all_of_it"]).not.toContain(Buffer.from(secret).toString("hex"));
  });

  it("is refused with a wrong secret as one that never was", async () => {
    const { key } = await keys.create(INGEST, "ana");
    const { id } = partsOf(key);
    expect(await keys.verify(keyText({ ...newKeyParts(), id }))).toEqual(UNKNOWN);
    expect(await keys.verify(keyText(newKeyParts()))).toEqual(UNKNOWN);
    expect(await keys.verify(key)).toMatchObject({ valid: true });
    expect(await keys.verify(keyText({ ...newKeyParts(), id }))).toEqual(UNKNOWN);
  });

  it("is refused with any one character changed, and so is its secret where the checksum is right again", async () => {
    const { key } = await keys.create(INGEST, "ana");
    const { id, secret } = partsOf(key);
    const anySymbol = fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz");
    await fc.assert(
      fc.asyncProperty(fc.nat(key.length - 1), anySymbol, async (at, symbol) => {
        fc.pre(key.charAt(at) !== symbol);
        expect(await keys.verify(key.slice(0, at) + symbol + key.slice(at + 1))).toEqual(NOT_WHOLE);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(secret.length - 1), anySymbol, async (at, symbol) => {
        fc.pre(secret.charAt(at) !== symbol);
        const forged = keyText({ id, secret: secret.slice(0, at) + symbol + secret.slice(at + 1) });
        expect(await keys.verify(forged)).toEqual(UNKNOWN);
      }),
    );
  });

  it("does not open with the hash that a reader of the database finds", async () => {
    const { id } = await keys.create(INGEST, "ana");
    const [row] = await ledger.sql<{ secret_hash: Buffer }>("SELECT secret_hash FROM api_keys");
    const hash = row?.secret_hash.toString("hex") ?? "";
    expect(await keys.verify(`usage_${id}_${hash}`)).toMatchObject({ valid: false });
    expect(await keys.verify(keyText({ id, secret: hash.slice(0, 40).replaceAll(/[ilou]/g, "0") }))).toEqual(UNKNOWN);
  });

  it("ends with its firm", async () => {
    const { key } = await keys.create(INGEST, "ana");
    await ledger.sql("DELETE FROM firms WHERE id = 'acme'");
    expect(await anotherProcess().verify(key)).toEqual(UNKNOWN);
  });
});

describe("making a key", () => {
  it.each([
    [{ name: " " }, "name: is empty; say what will use the key"],
    [{ name: "x".repeat(201) }, "name: is longer than 200 characters"],
    [{ name: "a\0b" }, "name: must be text without NUL or lone surrogates"],
    [{ scopes: [] }, "scopes: is empty; name at least one of ingest, read, backfill"],
    [{ scopes: ["backfill" as const, "read" as const] }, "scopes: backfill goes with ingest; add that scope"],
    [
      { firmId: null, scopes: ["ingest" as const, "read" as const] },
      /^scopes: read goes with a firm: .* or name a firm$/,
    ],
  ])("refuses %j", async (fields, message) => {
    await expect(keys.create({ ...INGEST, ...fields }, "ana")).rejects.toMatchObject({
      code: "invalid_input",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(await keys.list()).toEqual([]);
  });

  it("refuses a firm that does not exist", async () => {
    await expect(keys.create({ ...INGEST, firmId: "nobody" }, "ana")).rejects.toMatchObject({
      name: "UsageError",
      code: "firm_not_found",
    });
  });

  it.each([
    ["a gateway that reads", { firm_id: null, scopes: ["ingest", "read"] }, "api_keys_gateway_reads_nothing"],
    ["backfill without ingest", { scopes: ["read", "backfill"] }, "api_keys_backfill_needs_ingest"],
    ["no scope", { scopes: [] }, "api_keys_scopes_check"],
    ["an unknown scope", { scopes: ["ingest", "admin"] }, "api_keys_scopes_check"],
    ["a scope that is NULL", { scopes: ["ingest", null] }, "api_keys_scopes_check"],
    ["a hash of another length", { secret_hash: Buffer.alloc(31) }, "api_keys_secret_hash_check"],
    ["an id that no key has", { id: "oooooooooooo" }, "api_keys_id_check"],
    ["no name", { name: "" }, "api_keys_name_check"],
    ["nobody who made it", { created_by: "" }, "api_keys_created_by_check"],
    ["a firm that does not exist", { firm_id: "nobody" }, "api_keys_firm_id_fkey"],
  ])("is held to the rules by the table itself: %s", async (_what, fields, constraint) => {
    const row = {
      id: "0123456789ab",
      firm_id: "acme",
      name: "n",
      scopes: ["ingest"],
      secret_hash: Buffer.alloc(32),
      created_by: "x",
    };
    const insert = (values: typeof row | (Omit<typeof row, "firm_id" | "scopes"> & Record<string, unknown>)) =>
      ledger.sql(
        "INSERT INTO api_keys (id, firm_id, name, scopes, secret_hash, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, now())",
        [values.id, values["firm_id"], values.name, values["scopes"], values.secret_hash, values.created_by],
      );
    await expect(insert({ ...row, ...fields })).rejects.toMatchObject({ constraint });
    await insert(row);
  });
});

describe("listing keys", () => {
  it("gives a firm's own, or all: gateways' first, then by firm and age", async () => {
    const made: string[] = [];
    for (const firmId of ["globex", "acme", null, "acme"]) {
      made.push((await keys.create({ ...INGEST, firmId }, "ana")).id);
      pass(1_000);
    }
    const [globex, first, gateway, second] = made;
    const idsOf = async (firmId?: string) => (await keys.list(firmId)).map(({ id }) => id);
    expect(await idsOf()).toEqual([gateway, first, second, globex]);
    expect(await idsOf("acme")).toEqual([first, second]);
    expect(await idsOf("nobody")).toEqual([]);
  });
});

describe("revoking a key", () => {
  it("takes effect here at once, and in other processes within two seconds", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const other = anotherProcess();
    expect([await keys.verify(key), await other.verify(key)]).toMatchObject([{ valid: true }, { valid: true }]);

    await keys.revoke(id);
    const revoked = { valid: false, problem: `the API key ${id} was revoked; ask an operator for a new one` };
    expect(await keys.verify(key)).toEqual(revoked);
    pass(1_999);
    expect(await other.verify(key)).toMatchObject({ valid: true });
    pass(2);
    expect(await other.verify(key)).toEqual(revoked);
  });

  it("takes effect here at once also for a look-up that was under way", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const { database } = ledger;
    let revoked: Promise<unknown> | undefined;
    const slow = Object.assign(Object.create(database), {
      run: async (work: Parameters<typeof database.run>[0]) => {
        const result = await database.run(work);
        if (revoked === undefined) {
          revoked = process.revoke(id);
          await revoked;
        }
        return result;
      },
    });
    const process = anotherProcess(slow);
    await process.verify(key);
    expect(await process.verify(key)).toMatchObject({ valid: false });
  });

  it("takes effect though the clock of the machine was set back an hour", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const other = anotherProcess();
    await other.verify(key);
    await keys.revoke(id);
    now = new Date(now.getTime() - 3_600_000);
    elapsed += 2_001;
    expect(await other.verify(key)).toMatchObject({ valid: false });
  });

  it("tells only the key's holder that it was revoked", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    await keys.revoke(id);
    expect(await keys.verify(keyText({ ...newKeyParts(), id }))).toEqual(UNKNOWN);
    expect(await keys.verify(key)).toMatchObject({ problem: expect.stringContaining("was revoked") });
  });

  it("keeps the row and the first time; an id that is none gives null", async () => {
    const { id } = await keys.create(INGEST, "ana");
    const first = await keys.revoke(id);
    expect(first).toMatchObject({ id, revokedAt: "2026-11-24T12:00:00.000Z" });
    pass(60_000);
    expect(await keys.revoke(id)).toEqual(first);
    expect(await keys.list()).toEqual([first]);
    expect(await keys.revoke("0123456789ab")).toBeNull();
  });
});

describe("verifying", () => {
  /** How many times the database was asked by a process that has nothing in memory yet. */
  async function lookUps(during: () => Promise<unknown>) {
    let count = 0;
    const { database } = ledger;
    const counting = Object.assign(Object.create(database), {
      run: (work: Parameters<typeof database.run>[0]) => {
        count += 1;
        return database.run(work);
      },
    });
    keys = anotherProcess(counting);
    await during();
    return count;
  }

  it("asks the database once for many requests at once, and not again while the key is held", async () => {
    const { key } = await keys.create(INGEST, "ana");
    await keys.verify(key); // Its last use is kept, so that nothing but look-ups is counted below.
    const many = () => Promise.all(Array.from({ length: 50 }, () => keys.verify(key)));
    const asked = await lookUps(async () => {
      expect((await many()).every(({ valid }) => valid)).toBe(true);
      await many();
    });
    // The look-up, and the last use as this process sees it.
    expect(asked).toBe(2);
  });

  it("asks it for nothing that cannot be a key", async () => {
    const { key } = await keys.create(INGEST, "ana");
    expect(
      await lookUps(async () => {
        for (const text of ["", "usage_", key.slice(0, -1), `${key}x`, key.replace("_", "-")]) {
          expect(await keys.verify(text)).toEqual(NOT_WHOLE);
        }
      }),
    ).toBe(0);
  });

  it("does not remember that a key was not there", async () => {
    const parts = newKeyParts();
    expect(await keys.verify(keyText(parts))).toEqual(UNKNOWN);
    await ledger.sql(
      "INSERT INTO api_keys (id, name, scopes, secret_hash, created_by, created_at) VALUES ($1, 'n', '{ingest}', sha256($2), 'x', now())",
      [parts.id, Buffer.from(parts.secret)],
    );
    expect(await keys.verify(keyText(parts))).toMatchObject({ valid: true });
  });

  it("tells when the database cannot be reached", async () => {
    const gone = new Database({ connectionString: "postgresql://nobody@127.0.0.1:1/none" });
    await expect(anotherProcess(gone).verify(keyText(newKeyParts()))).rejects.toMatchObject({
      code: "database_unavailable",
    });
    await gone.close();
  });
});

describe("the last use of a key", () => {
  const lastUse = async () => (await keys.list())[0]?.lastUsedAt;

  it("is kept to the minute, by whichever process", async () => {
    const { key } = await keys.create(INGEST, "ana");
    await keys.verify(key);
    await expect.poll(lastUse).toBe("2026-11-24T12:00:00.000Z");

    pass(59_999);
    await keys.verify(key);
    await anotherProcess().verify(key);
    expect(await lastUse()).toBe("2026-11-24T12:00:00.000Z");
    pass(2);
    await keys.verify(key);
    await expect.poll(lastUse).toBe("2026-11-24T12:01:00.001Z");
  });

  it("is written once a minute however often the key is used", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const versions = async () => (await ledger.sql("SELECT xmin::text FROM api_keys WHERE id = $1", [id]))[0]?.["xmin"];
    await keys.verify(key);
    await expect.poll(lastUse).not.toBeNull();
    const written = await versions();
    const other = anotherProcess();
    for (let second = 0; second < 50; second++) {
      pass(1_000);
      await keys.verify(key);
      await other.verify(key);
    }
    await other.list();
    expect(await versions()).toBe(written);
  });

  it("is no use when the key was refused", async () => {
    const { id } = await keys.create(INGEST, "ana");
    await keys.verify(keyText({ ...newKeyParts(), id }));
    expect(await lastUse()).toBeNull();
  });

  it("that cannot be kept fails no request, and is told without the key", async () => {
    const { key, id } = await keys.create(INGEST, "ana");
    const told: { fields: object; message: string }[] = [];
    const logger = { ...silentLogger, warn: (fields: object, message: string) => void told.push({ fields, message }) };
    await ledger.sql(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
      CREATE TRIGGER refuse BEFORE UPDATE ON api_keys FOR EACH ROW EXECUTE FUNCTION refuse()`);
    try {
      const failing = anotherProcess(ledger.database, logger);
      expect(await failing.verify(key)).toMatchObject({ valid: true });
      await expect.poll(() => told).toHaveLength(1);
      expect(told[0]?.message).toBe("The last use of an API key could not be kept");
      expect(told[0]?.fields).toMatchObject({ keyId: id });
      expect(JSON.stringify(told)).not.toContain(partsOf(key).secret);
      expect(await failing.verify(key)).toMatchObject({ valid: true });
      expect(told).toHaveLength(1);
    } finally {
      await ledger.sql("DROP FUNCTION refuse CASCADE");
    }
  });
});
