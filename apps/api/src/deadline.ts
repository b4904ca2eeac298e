import { ApiError } from "./errors/api-error.ts";

/** How long an answer may take, or a download's first line, in milliseconds. */
export const DEADLINE_MS = 10_000;

/**
 * The result of `work`, or a `timeout` when it takes longer than `deadlineMs`.
 *
 * The work itself is not stopped: what can hang is the database, and its own statement timeout ends that.
 */
export async function withinDeadline<Result>(
  deadlineMs: number,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new ApiError("timeout", `${what} took longer than ${deadlineMs / 1000} s; ask for less, or try again later`),
      );
    }, deadlineMs);
  });
  try {
    return await Promise.race([work(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
