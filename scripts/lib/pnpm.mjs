import { manifest } from "./project.mjs";
import { run } from "./run.mjs";

/** Runs the pinned pnpm. Nothing global is needed: npx fetches it once, and from its cache after that. */
export function pnpm(args, options) {
  return run("npx", ["--yes", "--prefer-offline", manifest().packageManager, ...args], options);
}

/** Runs turbo, through pnpm because it looks for pnpm on the PATH. */
export function turbo(args, options) {
  return pnpm(["exec", "turbo", ...args], options);
}
