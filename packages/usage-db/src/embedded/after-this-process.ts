import { spawn } from "node:child_process";

/**
 * Has a shell run `script` when this process has ended, in whatever way: the shell waits at a pipe that closes with this
 * process. `args` are the script's `$1`, `$2` and so on. Returns a function that calls it off.
 */
export function afterThisProcess(script: string, args: readonly string[]): () => void {
  const shell = spawn("/bin/sh", ["-c", `read -r called_off && exit\n${script}`, "sh", ...args], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Whoever ends the whole process group ends the shell as well; then there is nothing to call off.
  shell.on("error", () => undefined);
  shell.stdin.on("error", () => undefined);
  shell.unref();
  return () => shell.stdin.end("called off\n");
}
