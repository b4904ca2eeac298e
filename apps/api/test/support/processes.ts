import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A running process: its pid, its parent's, and what tells it from a later one with the same pid. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly started: string;
}

/** Every process below `root`, children of children included, `root` too. */
export function processTree(root: number): RunningProcess[] {
  const all = listProcesses();
  const below = (pid: number): RunningProcess[] =>
    all.filter((process) => process.parent === pid).flatMap((process) => [process, ...below(process.pid)]);
  return [...all.filter((process) => process.pid === root), ...below(root)];
}

/** Those of `processes` that still run. A zombie does not. */
export function stillRunning(processes: readonly RunningProcess[]): RunningProcess[] {
  const now = new Map(listProcesses().map((process) => [process.pid, process.started]));
  return processes.filter((process) => now.get(process.pid) === process.started);
}

function listProcesses(): RunningProcess[] {
  return existsSync("/proc/self/stat") ? listFromProc() : listFromPs();
}

function listFromProc(): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const fields = readStat(name);
      if (fields === null || fields[0] === "Z") return [];
      return [{ pid: Number(name), parent: Number(fields[1]), started: String(fields[19]) }];
    });
}

/** The fields after the command, which stands in parentheses: state, parent and so on. `null` when it has just ended. */
function readStat(pid: string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

function listFromPs(): RunningProcess[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart="], { encoding: "utf8" }).trim().split("\n");
  return lines.flatMap((line) => {
    const [pid, parent, state, ...started] = line.trim().split(/\s+/);
    return state?.startsWith("Z") ? [] : [{ pid: Number(pid), parent: Number(parent), started: started.join(" ") }];
  });
}
