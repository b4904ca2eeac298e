import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine, processStamp } from "./processes.ts";

/** What a server says of itself in the `postmaster.pid` of its data folder. */
export interface Postmaster {
  readonly pid: number;
  /** Tells this process from a later one with the same pid. */
  readonly stamp: string;
  readonly port: number;
  readonly status: "starting" | "ready" | "stopping";
}

/** Above the highest pid that any kernel gives, so no process has it. */
const NO_PID = 99_999_999;

/** The server that runs on `data`, if one does. A file that a killed server left behind is none, whoever has its pid now. */
export function findPostmaster(data: string): Postmaster | null {
  const lines = pidFileLines(data);
  const pid = Number(lines[0]);
  const stamp = Number.isSafeInteger(pid) && pid > 0 ? processStamp(pid) : null;
  if (stamp === null || !isServerOf(data, pid)) return null;
  return { pid, stamp, port: Number(lines[3]), status: statusOf(lines[7]) };
}

/**
 * Keeps a killed server's `postmaster.pid` from blocking the next start when another process has got its pid. Only the
 * pid is replaced: PostgreSQL still checks by the other lines that no orphaned backend uses the data.
 */
export function disownStalePidFile(data: string): void {
  const [pid, ...rest] = pidFileLines(data);
  if (pid === undefined || findPostmaster(data) !== null) return;
  writeFileSync(join(data, "postmaster.pid"), [NO_PID, ...rest].join("\n"));
}

function isServerOf(data: string, pid: number): boolean {
  const command = commandLine(pid);
  return command.includes("postgres") && command.includes(data);
}

function pidFileLines(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function statusOf(line: string | undefined): Postmaster["status"] {
  const status = line?.trim();
  return status === "ready" || status === "stopping" ? status : "starting";
}
