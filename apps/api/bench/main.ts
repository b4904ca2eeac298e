import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FULL_PLAN, LARGE_PLAN, QUICK_PLAN } from "./plan.ts";
import { progressOn } from "./progress.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";

const PAGE = fileURLToPath(new URL("../../../../docs/benchmarks.md", import.meta.url));

const { values } = parseArgs({
  options: {
    /** Adds a ledger of 10,000,000 calls. */
    large: { type: "boolean", default: false },
    /** A few seconds, to see that the bench works: prints, and writes nothing. */
    quick: { type: "boolean", default: false },
  },
});

const page = report(
  await run(values.quick ? QUICK_PLAN : values.large ? LARGE_PLAN : FULL_PLAN, progressOn(process.stderr)),
);
console.log(page);
if (!values.quick) {
  // What was measured in a browser stays: see `apps/admin/e2e/measure.spec.ts`.
  const [, inTheBrowser] = (await readFile(PAGE, "utf8")).split(/(?=\n## In the browser\n)/);
  await writeFile(PAGE, `${page}${inTheBrowser ?? ""}`);
  console.log(`Written to ${PAGE}`);
}
