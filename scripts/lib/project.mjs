import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A path inside the project. */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}

/** The packages and apps, as paths inside the project, those that others build on first. */
export function workspaces() {
  return ["packages", "apps"].flatMap((folder) =>
    readdirSync(inProject(folder))
      .sort()
      .map((name) => `${folder}/${name}`)
      .filter((path) => existsSync(inProject(path, "package.json"))),
  );
}

/** What a package.json holds. `workspace` is a path inside the project; without one, the project's own. */
export function manifest(workspace = ".") {
  return JSON.parse(readFileSync(inProject(workspace, "package.json"), "utf8"));
}
