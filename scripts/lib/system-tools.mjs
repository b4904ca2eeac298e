import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { StepFailed } from "./ensure.mjs";
import { run } from "./run.mjs";

/** What the tests need that npm does not have: a program, and the packages that bring it. */
const TOOLS = [
  { program: "redis-server", debian: ["redis-server"], macos: "redis" },
  { program: "chromium", debian: ["chromium", "fonts-liberation"], macos: "--cask chromium" },
];
const APT_ENV = { DEBIAN_FRONTEND: "noninteractive" };

/** Makes sure that the tests' tools are there: with apt where it may, else by saying what to install. */
export async function ensureSystemTools(progress) {
  const packages = missing().flatMap((tool) => tool.debian);
  if (packages.length === 0) return;
  const apt = await findApt();
  if (apt === null) {
    throw new StepFailed(`The tests need ${missingNames()}, which cannot be installed from here: ${advice()}`);
  }
  let output = "";
  await progress.step(`Installing ${packages.join(" and ")}`, async () => {
    // Without fresh lists apt asks for versions that are gone.
    const update = await run(...apt(["update"]), { env: APT_ENV });
    const install = await run(...apt(["install", "--yes", "--no-install-recommends", ...packages]), { env: APT_ENV });
    output = `${update.output}${install.output}`;
    return missing().length === 0;
  });
  if (missing().length === 0) return;
  throw new StepFailed(`The tests need ${missingNames()}, and apt-get failed: ${advice()}\n\n${output.trimEnd()}`);
}

/** Where Chromium is: CHROMIUM_PATH says so, or the PATH. `null` where there is none. */
export function findChromium() {
  return process.env.CHROMIUM_PATH ?? findOnPath("chromium");
}

/** How to call apt-get with the rights that it needs: a program and its arguments. `null` where that cannot be. */
async function findApt() {
  if (findOnPath("apt-get") === null) return null;
  if (process.getuid() === 0) return (args) => ["apt-get", args];
  const hasSudo = findOnPath("sudo") !== null && (await run("sudo", ["--non-interactive", "true"])).code === 0;
  return hasSudo
    ? (args) => ["sudo", ["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get", ...args]]
    : null;
}

function missing() {
  return TOOLS.filter(({ program }) => (program === "chromium" ? findChromium() : findOnPath(program)) === null);
}

function missingNames() {
  return missing()
    .map((tool) => tool.program)
    .join(" and ");
}

function advice() {
  const tools = missing();
  const command =
    process.platform === "darwin"
      ? tools.map((tool) => `brew install ${tool.macos}`).join(" && ")
      : `sudo apt-get install ${tools.flatMap((tool) => tool.debian).join(" ")}`;
  return `install what brings them (\`${command}\`, or the like on your system), then try again.`;
}

function findOnPath(program) {
  const folders = process.env.PATH.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}
