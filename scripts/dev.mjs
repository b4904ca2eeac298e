// npm run dev: compiles on change, restarts the API on change, serves the admin with Vite. One Ctrl-C ends all.
import "./lib/require-node.mjs";
import { ensureBuilt } from "./lib/ensure.mjs";
import { endWithNpm } from "./lib/npm-watch.mjs";
import { progressOn } from "./lib/progress.mjs";
import { inProject } from "./lib/project.mjs";
import { endPrograms, run } from "./lib/run.mjs";
import { runScript } from "./lib/script.mjs";

const PACKAGES = ["packages/usage-core", "packages/usage-db", "apps/api"];
const SITE_PORT = "5173";
const apiPort = process.env.PORT ?? "3000";

endWithNpm();
await runScript(async () => {
  await ensureBuilt(progressOn(process.stdout));
  const compilers = PACKAGES.map(compileOnChange);
  // A compiler writes everything once when it starts: the API would be restarted for nothing.
  await Promise.all(compilers.map((compiler) => compiler.ready));
  // One that ended by itself said why: the others alone would only confuse.
  await Promise.race([...compilers.map((compiler) => compiler.ended), serveApi(), serveSite()]);
  await endPrograms();
  process.exitCode = 1;
});

function compileOnChange(path) {
  let ended;
  const ready = new Promise((resolve) => {
    const hear = (text) => {
      process.stdout.write(text);
      if (text.includes("Watching for file changes")) resolve();
    };
    const args = ["-p", `${path}/tsconfig.build.json`, "--watch", "--preserveWatchOutput"];
    ended = run(inProject("node_modules/.bin/tsc"), args, { hear });
    ended.then(resolve);
  });
  return { ready, ended };
}

function serveApi() {
  // The sign-in link leads to the site as Vite serves it.
  const env = { PORT: apiPort, PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${SITE_PORT}` };
  return run(process.execPath, ["--watch", "--watch-preserve-output", "apps/api/dist/main.js"], { env, speak: true });
}

function serveSite() {
  const env = { API_URL: `http://127.0.0.1:${apiPort}` };
  const args = ["--port", SITE_PORT, "--strictPort"];
  return run("node_modules/.bin/vite", args, { cwd: inProject("apps/admin"), env, speak: true });
}
