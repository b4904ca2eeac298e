import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAskedToEnd } from "./interrupts.mjs";

const EVERY_MS = 250;

/**
 * Ends this process, as a SIGTERM does, when the npm that runs it is gone. npm passes no signal on: killed alone, it would
 * leave us running with nobody to stop us.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  // npm starts a shell that starts us; some shells give their place to the last command, and npm is then our parent.
  const npm = /(^|\/)(sh|bash|dash|zsh)$/.test(describe(parent).command) ? describe(parent).parent : parent;
  const watch = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(watch);
    // After a Ctrl-C npm may be gone before us. A second signal would not let us end in order.
    if (!isAskedToEnd()) process.kill(process.pid, "SIGTERM");
  }, EVERY_MS);
  watch.unref();
}

/** The program that a process runs, and the pid of its parent. */
function describe(pid) {
  const stat = readStat(pid);
  if (stat !== null) return { command: stat.command, parent: stat.parent };
  const [parent, command = ""] = ps("ppid=,comm=", pid).split(/\s+/);
  return { command, parent: Number(parent) };
}

function isAlive(pid) {
  if (process.platform === "linux") return !["Z", "X", undefined].includes(readStat(pid)?.state);
  return !/^(Z|$)/.test(ps("stat=", pid));
}

/** From /proc; `null` where there is none, or no such process. */
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    const [state, parent] = stat.slice(end + 2).split(" ");
    return { command: stat.slice(stat.indexOf("(") + 1, end), state, parent: Number(parent) };
  } catch {
    return null;
  }
}

function ps(columns, pid) {
  return spawnSync("ps", ["-o", columns, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}
