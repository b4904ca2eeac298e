import assert from "node:assert/strict";
import { it } from "node:test";
import { programGate, runGates } from "./gates.mjs";
import { progressOn } from "./progress.mjs";

/** A stream that keeps what is written. */
function memory() {
  const written = [];
  return { stream: { write: (text) => written.push(text) }, text: () => written.join("") };
}

it("runs every gate, adds up what they count, and shows those that failed", async () => {
  const { stream, text } = memory();
  const gates = [
    programGate("bad", async () => ({ code: 1, output: "because" })),
    { name: "suite", run: async () => ({ passed: 5, failed: 0, note: "5 tests" }) },
    programGate("good", async () => ({ code: 0, output: "boasting" })),
  ];
  assert.deepEqual(await runGates(gates, progressOn(stream)), { passed: 6, failed: 1 });
  assert.match(text(), /✖ bad .*\n {4}because\n✔ suite .*\n {4}5 tests\n✔ good/);
  assert.doesNotMatch(text(), /boasting/);
});

it("counts a gate that crashed, or that could not start, as failed", async () => {
  const crash = { name: "crash", run: () => Promise.reject(new Error("broken report")) };
  const missing = programGate("missing", async () => ({ code: null, output: "spawn ENOENT" }));
  const { stream, text } = memory();
  assert.deepEqual(await runGates([crash, missing], progressOn(stream)), { passed: 0, failed: 2 });
  assert.match(text(), /broken report/);
});
