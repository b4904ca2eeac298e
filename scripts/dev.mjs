// npm run dev: compiles on change, restarts the API on change, serves the admin with Vite. One Ctrl-C ends all.
import { spawn } from "node:child_process";
import { once } from "node:events";
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { endWithNpm } from "./lib/npm-watch.mjs";
import { progressOn } from "./lib/progress.mjs";
import { inProject } from "./lib/project.mjs";
import { runScript } from "./lib/script.mjs";

const PACKAGES = ["packages/usage-core", "packages/usage-db", "apps/api"];
const port = process.env.PORT ?? "3000";

endWithNpm();
await runScript(async () => {
  await ensureBuilt(progressOn(process.stdout));
  const children = [
    ...PACKAGES.map((path) =>
      start(".", "node_modules/.bin/tsc", ["-p", `${path}/tsconfig.build.json`, "--watch", "--preserveWatchOutput"]),
    ),
    start(".", process.execPath, ["--watch", "--watch-preserve-output", "apps/api/dist/main.js"], { PORT: port }),
    start("apps/admin", "node_modules/.bin/vite", [], { API_URL: `http://127.0.0.1:${port}` }),
  ];
  const end = () => {
    for (const child of children) if (child.exitCode === null && child.pid) child.kill("SIGTERM");
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  // One that ended by itself said why: the others alone would only confuse.
  for (const child of children) child.once("exit", end);
  await Promise.all(children.map((child) => once(child, "exit")));
});

function start(folder, program, args, env = {}) {
  return spawn(program, args, {
    cwd: inProject(folder),
    // Not in our process group, so that a Ctrl-C reaches each of them once: from us.
    detached: true,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
}
