import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFileLock } from "./file-lock.ts";

describe("withFileLock", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "file-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("lets one in at a time", async () => {
    let inside = 0;
    const most: number[] = [];
    const work = async () => {
      inside++;
      await setImmediate();
      most.push(inside);
      inside--;
    };
    await Promise.all(Array.from({ length: 10 }, () => withFileLock(folder, work)));
    expect(most).toEqual(Array(10).fill(1));
  });

  it("is free again after work that failed, and gives its error", async () => {
    const failing = withFileLock(folder, () => Promise.reject(new Error("no luck")));
    await expect(failing).rejects.toThrow("no luck");
    expect(await withFileLock(folder, async () => "in")).toBe("in");
  });

  it("passes on the lock of a holder that died, and sweeps what it left", async () => {
    writeFileSync(join(folder, "7"), `${process.pid} 1`);
    writeFileSync(join(folder, "draft-of-a-dead-process"), "");
    expect(await withFileLock(folder, async () => "in")).toBe("in");
    expect(readdirSync(folder)).toEqual(["8"]);
  });
});
