import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localAuthSecret } from "./auth-secret.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "auth-secret-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("localAuthSecret", () => {
  it("is created once, for its owner's eyes only", async () => {
    const secret = await localAuthSecret(join(directory, "new"));
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect((await stat(join(directory, "new", "auth-secret"))).mode & 0o777).toBe(0o600);
    expect(await localAuthSecret(join(directory, "new"))).toBe(secret);
  });

  it("is the same for all that start at once, and leaves no drafts", async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => localAuthSecret(directory)));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(directory)).toEqual(["auth-secret"]);
  });

  it("differs between folders", async () => {
    expect(await localAuthSecret(join(directory, "a"))).not.toBe(await localAuthSecret(join(directory, "b")));
  });

  it("that is too short is refused, and kept", async () => {
    await writeFile(join(directory, "auth-secret"), "short\n");
    await expect(localAuthSecret(directory)).rejects.toThrow(
      /auth-secret holds no secret .*; delete it to get a new one/,
    );
    expect(await readFile(join(directory, "auth-secret"), "utf8")).toBe("short\n");
  });
});
