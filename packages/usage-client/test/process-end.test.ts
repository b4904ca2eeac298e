import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { deadServerUrl, ledgerServer, refuseWith } from "./support/ledger-server.ts";

const SCRIPT = fileURLToPath(new URL("process-end.mjs", import.meta.url));
const IDS = ["call-0", "call-1", "call-2"];

/** A process of its own, which imports the built package. */
async function run(way: string, url: string): Promise<{ readonly exitCode: unknown; readonly output: string }> {
  const child = spawn(process.execPath, [SCRIPT, way, url], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { exitCode, output };
}

describe("a process that records and ends", () => {
  it("has sent everything, though its interval was not over", async () => {
    await using server = await ledgerServer();
    expect(await run("plain", server.url)).toEqual({ exitCode: 0, output: "" });
    expect([...server.ledger.keys()]).toEqual(IDS);
  });

  it("has sent everything, though the server had to be asked again", async () => {
    await using server = await ledgerServer();
    server.next(refuseWith(503), 2);
    expect(await run("plain", server.url)).toEqual({ exitCode: 0, output: "" });
    expect([...server.ledger.keys()]).toEqual(IDS);
  });

  it("has sent what was recorded at its very end, too", async () => {
    await using server = await ledgerServer();
    expect(await run("late", server.url)).toEqual({ exitCode: 0, output: "" });
    expect([...server.ledger.keys()]).toEqual([...IDS, "late"]);
  });

  it("has sent everything on a signal, when it closes on it", async () => {
    await using server = await ledgerServer();
    expect(await run("signal", server.url)).toEqual({ exitCode: 0, output: "" });
    expect([...server.ledger.keys()]).toEqual(IDS);
  });

  it("ends all the same, and says what was lost, when nothing listens", async () => {
    const { exitCode, output } = await run("plain", await deadServerUrl());
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toEqual({ calls: 3, reason: "not answered for before the recorder was closed" });
  });
});
