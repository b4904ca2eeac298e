import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { commandLine, isRunning, ownStamp, processStamp } from "./processes.ts";

describe("processStamp", () => {
  it("names this process, and always alike", () => {
    expect(ownStamp()).toBe(processStamp(process.pid));
    expect(isRunning(ownStamp())).toBe(true);
    expect(commandLine(process.pid)).toContain("node");
  });

  it("does not take another process for one that had its pid before", () => {
    expect(isRunning(`${process.pid} 1`)).toBe(false);
  });

  it("is null once the process has ended", async () => {
    const child = spawn("/bin/cat", { stdio: ["pipe", "ignore", "ignore"] });
    const stamp = processStamp(child.pid ?? 0);
    expect(stamp).not.toBeNull();
    child.stdin.end();
    await once(child, "exit");
    expect(isRunning(stamp ?? "")).toBe(false);
    expect(processStamp(child.pid ?? 0)).toBeNull();
  });

  it("takes no nonsense for a process", () => {
    for (const nonsense of ["", "0 1", "-1 1", "x"]) expect(isRunning(nonsense)).toBe(false);
  });
});
