export interface DeadlineOptions {
  readonly late?: () => Error;
  /** When the other side last said anything, by `performance.now()`: the time runs from then on. */
  readonly heardAt?: () => number;
}

/** However much else is said, no reply is waited for longer than so many times its deadline. */
const MAX_PROLONGED = 5;

/**
 * `reply`, or the error of `late` once `ms` milliseconds have passed without it.
 *
 * A stalled event loop is not a slow server. After a stall the timers run before the sockets are read, so the reply may
 * well lie there: it gets one more turn (`setImmediate`). ioredis's own `commandTimeout` fails then, for every
 * command in flight at once, which would open the breaker and drop everything that is cached.
 */
export function withDeadline<Reply>(
  reply: Promise<Reply>,
  ms: number,
  { late = () => new Error(`no reply within ${ms} ms`), heardAt = () => 0 }: DeadlineOptions = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    let isOver = false;
    const end = performance.now() + MAX_PROLONGED * ms;
    const wait = (ofMs: number) => {
      timer = setTimeout(() => setImmediate(look), ofMs);
    };
    const look = () => {
      const left = Math.min(heardAt() + ms, end) - performance.now();
      if (isOver) return;
      if (left <= 0) reject(late());
      else wait(left);
    };
    wait(ms);
    reply.then(resolve, reject).finally(() => {
      isOver = true;
      clearTimeout(timer);
    });
  });
}
