import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { countPlaywright, countVitest, suiteGate } from "./suite-gate.mjs";

const folder = mkdtempSync(join(tmpdir(), "suite-gate-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs a suite that ends with `code` and leaves `counts` as its report; `null`: none. */
function judge(code, counts) {
  const report = join(folder, "report.json");
  writeFileSync(report, JSON.stringify({ passed: 99, failed: 0, skipped: 0 })); // An old one must not count.
  const runSuite = async () => {
    if (counts) writeFileSync(report, JSON.stringify(counts));
    return { code, output: "" };
  };
  return suiteGate("suite", report, (content) => content, runSuite).run();
}

it("counts the tests of a suite that passed", async () => {
  const { passed, failed } = await judge(0, { passed: 3, failed: 0, skipped: 0 });
  assert.deepEqual({ passed, failed }, { passed: 3, failed: 0 });
});

for (const [why, code, counts, failed] of [
  ["its tests failed", 1, { passed: 3, failed: 2, skipped: 0 }, 2],
  ["no test failed, but it did (an error outside the tests)", 1, { passed: 3, failed: 0, skipped: 0 }, 1],
  ["it ran no test", 0, { passed: 0, failed: 0, skipped: 0 }, 1],
  ["it left no report", null, null, 1],
  ["it skipped a test", 0, { passed: 3, failed: 0, skipped: 1 }, 1],
]) {
  it(`counts a suite as failed when ${why}`, async () => {
    assert.equal((await judge(code, counts)).failed, failed);
  });
}

it("counts a test file that could not be loaded", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{ status: "failed" }] },
  ];
  const report = { testResults, numPassedTests: 4, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };
  assert.deepEqual(countVitest(report), { passed: 4, failed: 2, skipped: 2 });
});

it("does not take a browser test that passed at its second try for one that passed", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
  assert.deepEqual(countPlaywright({ stats, errors: [{}] }), { passed: 4, failed: 3, skipped: 0 });
});
