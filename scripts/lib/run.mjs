import { spawn } from "node:child_process";
import { ROOT } from "./project.mjs";

/** No tool reports home. */
const TOOL_ENV = {
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  CHECKPOINT_DISABLE: "1",
  DO_NOT_TRACK: "1",
};
/** What is kept, to be shown later or not at all, is plain text. */
const PLAIN = { NO_COLOR: "1", FORCE_COLOR: undefined };
/** More than the API takes at most to end in order. */
const PATIENCE_MS = 15_000;
const running = new Set();

/**
 * Runs a program to its end. Gives its exit code (`null`: it could not start, or was killed) and, unless it may `speak` to
 * the terminal itself, what it said. `hear` is told as it says it.
 */
export function run(program, args, { cwd = ROOT, env = {}, speak = false, hear = () => {} } = {}) {
  return new Promise((resolve) => {
    // In a process group of its own, so that it can be ended together with whatever it started.
    const child = spawn(program, args, {
      cwd,
      detached: true,
      env: { ...process.env, ...TOOL_ENV, ...(speak ? {} : PLAIN), ...env },
      stdio: ["ignore", speak ? "inherit" : "pipe", speak ? "inherit" : "pipe"],
    });
    running.add(child);
    let output = "";
    const keep = (chunk) => {
      output += chunk;
      hear(chunk);
    };
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    const finish = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      finish(null);
    });
    child.once("close", finish);
  });
}

/** Ends every program that runs, and what those started. */
export async function endPrograms() {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = new Promise((resolve) => child.once("close", resolve));
      const forced = setTimeout(() => signalGroup(child.pid, "SIGKILL"), PATIENCE_MS);
      signalGroup(child.pid, "SIGTERM");
      await closed;
      clearTimeout(forced);
    }),
  );
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
