import { existsSync } from "node:fs";
import { buildFingerprint, installFingerprint, stamp } from "./fingerprint.mjs";
import { pnpm, turbo } from "./pnpm.mjs";
import { inProject, workspaces } from "./project.mjs";

const SHOWN_LINES = 40;

/** Installs the dependencies, unless that was done for the same lockfile and manifests. */
async function ensureInstalled(progress) {
  const installed = stamp("installed");
  if (installed.is(installFingerprint())) return;
  await mustSucceed(progress, "Installing dependencies", () => pnpm(["install", "--prefer-offline"]));
  installed.set(installFingerprint());
}

/** Installs and builds, unless that was done for the same sources. */
export async function ensureBuilt(progress) {
  await ensureInstalled(progress);
  const built = stamp("built");
  const sources = buildFingerprint();
  if (built.is(sources) && workspaces().every((path) => existsSync(inProject(path, "dist")))) return;
  built.clear();
  await mustSucceed(progress, "Building", () => turbo(["run", "build", "--output-logs=errors-only"]));
  built.set(sources);
}

/** What a step that everything else needs gave when it failed. */
export class StepFailed extends Error {}

async function mustSucceed(progress, title, work) {
  let result = { code: null, output: "" };
  const went = await progress.step(title, async () => {
    result = await work();
    return result.code === 0;
  });
  if (went) return;
  const tail = result.output.trimEnd().split("\n").slice(-SHOWN_LINES);
  throw new StepFailed([`${title} failed. The end of its output:`, "", ...tail].join("\n"));
}
