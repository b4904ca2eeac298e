import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Names a running process beyond the reuse of its pid (a restarted container hands out the same small pids again):
 * pid and start time. `null` when no such process runs; a zombie does not run.
 */
export function processStamp(pid: number): string | null {
  return process.platform === "linux" ? stampFromProc(pid) : stampFromPs(pid);
}

/** Whether the very process that `stamp` names still runs. */
export function isRunning(stamp: string): boolean {
  const pid = Number.parseInt(stamp, 10);
  return Number.isSafeInteger(pid) && pid > 0 && processStamp(pid) === stamp;
}

/** The stamp of this process. */
export function ownStamp(): string {
  const stamp = processStamp(process.pid);
  if (stamp === null) throw new Error(`The operating system does not tell when process ${process.pid} started.`);
  return stamp;
}

/** The command line of a process, its arguments separated by spaces; empty when it does not run. */
export function commandLine(pid: number): string {
  if (process.platform !== "linux") return ps("command=", pid);
  return (readIfPresent(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ").trim();
}

function stampFromProc(pid: number): string | null {
  const stat = readIfPresent(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command in parentheses and may hold spaces; the third is the state, the 22nd the start in ticks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTicks] = [fields[0], fields[19]];
  return state === "Z" || state === "X" || startTicks === undefined ? null : `${pid} ${startTicks}`;
}

function stampFromPs(pid: number): string | null {
  const [state, ...started] = ps("stat=,lstart=", pid).split(/\s+/);
  return state === undefined || state === "" || state.startsWith("Z") ? null : `${pid} ${started.join(" ")}`;
}

function ps(columns: string, pid: number): string {
  const columnFlags = columns.split(",").flatMap((column) => ["-o", column]);
  return spawnSync("ps", [...columnFlags, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
