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
  late: () => Error = () => new Error(`no reply within ${ms} ms`),
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(late())), ms);
    reply.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
