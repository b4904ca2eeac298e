import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** HS256 wants a key as long as its hash: 256 bits. */
export const MIN_SECRET_LENGTH = 32;

/**
 * The secret kept in `directory`, created on first use and readable by its owner only.
 *
 * Written aside and linked into place: of two processes that start at once one wins, and both read a whole file.
 */
export async function localAuthSecret(directory: string): Promise<string> {
  const path = join(directory, "auth-secret");
  const existing = await readIfThere(path);
  if (existing !== null) return existing;

  await mkdir(directory, { recursive: true });
  // A name for this call alone: two calls in one process must not remove each other's draft.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readIfThere(path)) ?? localAuthSecret(directory);
}

async function readIfThere(path: string): Promise<string | null> {
  let secret: string;
  try {
    secret = (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new Error(`${path} holds no secret of at least ${MIN_SECRET_LENGTH} characters; delete it to get a new one`);
  }
  return secret;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
