import { mkdirSync, readdirSync } from "node:fs";
import { programGate } from "./gates.mjs";
import { inProject, workspaces } from "./project.mjs";
import { run } from "./run.mjs";
import { countPlaywright, countVitest, suiteGate } from "./suite-gate.mjs";
import { findChromium } from "./system-tools.mjs";

const REPORTS = inProject("reports");

/** The unit, property and integration tests of every package, then the tests in the browser. */
export function testGates() {
  mkdirSync(REPORTS, { recursive: true });
  return [
    programGate("tests of scripts", () => run(process.execPath, ["--test", ...scriptTests()])),
    ...workspaces().map(vitestGate),
    playwrightGate("apps/admin"),
  ];
}

/** By name: given a folder, Node would take `test-gates.mjs` for a test. */
function scriptTests() {
  const folder = inProject("scripts", "lib");
  const names = readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));
  return names.map((name) => `${folder}/${name}`);
}

function vitestGate(path) {
  const report = `${REPORTS}/${path.replace("/", "-")}.json`;
  return suiteGate(`tests of ${path}`, report, countVitest, () =>
    run(
      inProject(path, "node_modules/.bin/vitest"),
      ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
      {
        cwd: inProject(path),
      },
    ),
  );
}

function playwrightGate(path) {
  const report = `${REPORTS}/browser.json`;
  return suiteGate(`browser tests of ${path}`, report, countPlaywright, () =>
    run(
      inProject(path, "node_modules/.bin/playwright"),
      ["test", "--project=session", "--project=journeys", "--reporter=list,json"],
      {
        cwd: inProject(path),
        env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM_PATH: findChromium() },
      },
    ),
  );
}
