import { existsSync, readFileSync, rmSync } from "node:fs";

/** A suite counts by its tests, and once more as failed when it crashed, skipped a test or ran none. */
export function suiteGate(name, report, count, runSuite) {
  return {
    name,
    async run() {
      rmSync(report, { force: true });
      const { code, output } = await runSuite();
      const { passed, failed, skipped } = existsSync(report)
        ? count(JSON.parse(readFileSync(report, "utf8")))
        : { passed: 0, failed: 0, skipped: 0 };
      const faults = [
        ...(skipped > 0 ? [`${skipped} tests were skipped: a test that cannot run must fail.`] : []),
        ...(passed + failed === 0 ? ["No test ran."] : []),
        ...(code !== 0 && failed === 0 ? [`It ended with ${code} although no test failed.`] : []),
      ];
      return {
        passed,
        failed: failed + (faults.length > 0 ? 1 : 0),
        output: [output, ...faults].join("\n"),
        note: `${passed} passed, ${failed} failed`,
      };
    },
  };
}

/** A file that could not be loaded has no tests to count: it is one failure. */
export function countVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A test that passed only when it was tried again has failed. */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}
