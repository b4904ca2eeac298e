import type { Env, EnvNeeds } from "../env.ts";

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** What a command has of the world around it: the process's own, or a test's. */
export interface Shell {
  /** For results alone: what a script reads. */
  readonly stdout: Output;
  /** For everything that a person reads beside them: progress, notices, faults. */
  readonly stderr: Output;
  /** Aborted when the person asks to stop. */
  readonly signal: AbortSignal;
  readonly clock: () => Date;
  readonly readEnv: (needs: EnvNeeds) => Env;
}
