import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { type ProgressOutput, progressOn } from "./progress.ts";

function output(terminal: { isTTY?: true; hasColors?: () => boolean } = {}): ProgressOutput & { text: () => string } {
  const stream = new PassThrough({ encoding: "utf8" });
  return Object.assign(stream, { ...terminal, text: (): string => stream.read() ?? "" });
}

describe("progressOn", () => {
  it("tells a file of each step once, when it is done", async () => {
    const file = output();
    const progress = progressOn(file);
    const result = await progress.step("Loading", async (at) => {
      at("50 %");
      progress.say("Something else");
      return 42;
    });
    expect(result).toBe(42);
    expect(file.text()).toMatch(/^Something else\n✔ Loading \d+\.\d s\n$/);
  });

  it("shows a terminal how far a step has come, on one line", async () => {
    const terminal = output({ isTTY: true, hasColors: () => false });
    await progressOn(terminal).step("Loading", async (at) => at("50 %"));
    const shown = terminal.text().replaceAll("\r\u001b[2K", "|");
    expect(shown).toMatch(/^\|Loading\|Loading 50 %\|✔ Loading \d+\.\d s\n$/);
  });

  it("colours where that is wanted only", async () => {
    const terminal = output({ isTTY: true, hasColors: () => true });
    await progressOn(terminal).step("Loading", async () => undefined);
    expect(terminal.text()).toContain("\u001b[32m✔\u001b[0m Loading \u001b[2m");
  });

  it("says nothing of a step that failed: who called it does", async () => {
    const file = output();
    const failure = new Error("no");
    await expect(progressOn(file).step("Loading", () => Promise.reject(failure))).rejects.toBe(failure);
    expect(file.text()).toBe("");
  });
});
