import { programGate } from "./gates.mjs";
import { pnpm, turbo } from "./pnpm.mjs";
import { inProject, manifest, workspaces } from "./project.mjs";
import { run } from "./run.mjs";

/** Everything that is checked without running the code. Needs the build: packages see each other's declarations there. */
export function staticGates() {
  return [
    programGate("format and lint", () => tool("biome", ["ci", "--colors=off", "--error-on-warnings", "."])),
    ...workspaces().map((path) => programGate(`types of ${path}`, () => tool("tsc", ["--noEmit", "-p", path]))),
    programGate("unused files, exports and dependencies", () => tool("knip", ["--treat-config-hints-as-errors"])),
    programGate("boundaries between packages", () => turbo(["boundaries"])),
    ...workspaces()
      .filter((path) => manifest(path).scripts["package-check"])
      .map((path) =>
        programGate(`${path} as others install it`, () => pnpm(["run", "package-check"], { cwd: inProject(path) })),
      ),
  ];
}

function tool(name, args) {
  return run(inProject("node_modules", ".bin", name), args);
}
