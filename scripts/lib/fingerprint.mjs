import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inProject, workspaces } from "./project.mjs";

const NOT_SOURCES = new Set([
  "node_modules",
  "dist",
  "generated",
  "test",
  "e2e",
  "bench",
  "test-results",
  "playwright-report",
]);
const NOT_A_SOURCE = /\.test\.tsx?$|\.gen\.ts$|\.(md|log|tsbuildinfo)$/;

/** Changes when what an install depends on changes. */
export function installFingerprint() {
  const files = [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    ...workspaces().map((path) => `${path}/package.json`),
  ];
  return fingerprint(files, [process.platform, process.arch, process.versions.modules]);
}

/** Changes when what the build depends on changes. */
export function buildFingerprint() {
  const files = ["turbo.json", "tsconfig.base.json", ...workspaces().flatMap(sourcesIn)];
  return fingerprint(files, [installFingerprint()]);
}

/** Remembers, inside node_modules, of what a step was last done. */
export function stamp(name) {
  const path = inProject("node_modules", ".usage-aggregation", name);
  return {
    is: (value) => existsSync(path) && readFileSync(path, "utf8") === value,
    clear: () => rmSync(path, { force: true }),
    set(value) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, value);
    },
  };
}

function fingerprint(files, facts) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const file of files) {
    const content = readFileSync(inProject(file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function sourcesIn(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name) && !name.startsWith(".") && !NOT_A_SOURCE.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sourcesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}
