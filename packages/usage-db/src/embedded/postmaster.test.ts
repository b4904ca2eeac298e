import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { disownStalePidFile, findPostmaster } from "./postmaster.ts";

describe("a postmaster.pid that a killed server left behind", () => {
  let data = "";
  const pidFile = () => join(data, "postmaster.pid");
  const linesAfterPid = ["/data", "1764000000", "5432", "", "127.0.0.1", "  1234567  7", "ready   ", ""].join("\n");
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), "postmaster-"));
    writeFileSync(pidFile(), `${process.pid}\n${linesAfterPid}`);
  });
  afterEach(() => rmSync(data, { recursive: true }));

  it("is no server, although another process has its pid now", () => {
    expect(findPostmaster(data)).toBeNull();
  });

  it("no longer names that process, and keeps the shared memory by which PostgreSQL finds orphans", () => {
    disownStalePidFile(data);
    const [pid, ...rest] = readFileSync(pidFile(), "utf8").split("\n");
    expect(Number(pid)).toBeGreaterThan(4_194_304);
    expect(rest.join("\n")).toBe(linesAfterPid);
  });
});

it("finds no server, and changes nothing, where there is no postmaster.pid", () => {
  const data = mkdtempSync(join(tmpdir(), "postmaster-"));
  try {
    disownStalePidFile(data);
    expect(findPostmaster(data)).toBeNull();
  } finally {
    rmSync(data, { recursive: true });
  }
});
