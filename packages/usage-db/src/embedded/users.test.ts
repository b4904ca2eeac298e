import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addUser, hasUsers, removeUser } from "./users.ts";

it("counts the users that live and sweeps the others", () => {
  const folder = mkdtempSync(join(tmpdir(), "users-"));
  try {
    const [first, second] = [addUser(folder), addUser(folder)];
    writeFileSync(join(folder, "of-a-killed-process"), `${process.pid} 1`);
    removeUser(first);
    expect(hasUsers(folder)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
    removeUser(second);
    expect(hasUsers(folder)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
