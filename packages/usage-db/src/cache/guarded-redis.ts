import { once } from "node:events";
import {
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
} from "cockatiel";
import { Redis } from "ioredis";
import type { Logger } from "../logger.ts";
import { withDeadline } from "./with-deadline.ts";

interface GuardedRedisOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. One server, not a cluster. */
  readonly url: string;
  readonly logger: Logger;
  /** How long Redis may say nothing while a request waits for it, in milliseconds. */
  readonly commandTimeoutMs: number;
  /** Makes everything that Redis holds unusable. Runs before Redis is used, and after each doubt about what it holds. */
  readonly renewAll: (redis: Redis) => Promise<unknown>;
}

/** Faults in a row after which Redis is left alone. */
const FAULTS_THAT_OPEN = 3;
/** After so many failed renewals in a row the connection is made anew: the other end may be gone without a word. */
const FAILURES_PER_CONNECTION = 10;
const CONNECT_TIMEOUT_MS = 5_000;
const RECONNECT_MAX_MS = 500;

const untilItWorks = retry(handleAll, {
  maxAttempts: Number.POSITIVE_INFINITY,
  backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 250 }),
});

/**
 * A Redis that may fail, hang or forget, and costs a request one timeout when it does; a few when it is slow (see
 * `withDeadline`).
 *
 * The circuit is closed while what Redis holds may be served. Whatever casts doubt on that (the start, a lost connection,
 * a write that must not be lost, several faults in a row) holds it open, and then requests skip Redis at no cost.
 * Meanwhile `renewAll` is tried until it works; only that closes the circuit again.
 */
export class GuardedRedis {
  readonly #redis: Redis;
  readonly #options: GuardedRedisOptions;
  readonly #circuit: CircuitBreakerPolicy;
  readonly #closing = new AbortController();
  #hold: { dispose(): void } | undefined;
  /** Counted, so that a doubt that comes up while `renewAll` runs is not taken as settled by it. */
  #doubts = 0;
  #recovering = false;
  #complained = false;
  #connectionError: Error | undefined;
  /** When a command ended last, whatever its outcome. */
  #heardAt = 0;

  constructor(options: GuardedRedisOptions) {
    this.#options = options;
    this.#circuit = circuitBreaker(handleAll, {
      breaker: new ConsecutiveBreaker(FAULTS_THAT_OPEN),
      // Never by time: a doubt holds it open until it is settled.
      halfOpenAfter: Number.POSITIVE_INFINITY,
    });
    this.#circuit.onBreak((reason) => {
      if ("error" in reason) this.#doubt(reason.error);
    });
    this.#redis = new Redis(options.url, {
      enableOfflineQueue: false,
      // No command is ever sent twice. A renewal that is repeated after the next one would bring a former generation
      // back, and with it the values of that time. (Any other number lets ioredis resend after a reconnect.)
      maxRetriesPerRequest: 0,
      // A lone read took 1.4 times as long with it, and a hung pipeline holds up the next one.
      enableAutoPipelining: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (times) => Math.min(50 * 2 ** times, RECONNECT_MAX_MS),
    });
    // Each renewal that waits for a connection adds one.
    this.#redis.setMaxListeners(0);
    this.#redis.on("error", (error: Error) => {
      this.#connectionError = error;
    });
    this.#redis.on("close", () => this.#doubt(this.#connectionError ?? new Error("the connection was closed")));
    this.#holdOpen();
  }

  /** The outcome of `command`, or `undefined` when Redis failed, was too slow or is not in use. Never throws. */
  async attempt<Reply>(command: (redis: Redis) => Promise<Reply>): Promise<Reply | undefined> {
    try {
      return await this.#circuit.execute(() => this.#send(command));
    } catch {
      return undefined;
    }
  }

  /** For what must not get lost. It is tried whatever the circuit says, and when it fails `renewAll` makes up for it. */
  async insist(command: (redis: Redis) => Promise<unknown>): Promise<void> {
    try {
      await this.#sendWhenReady(command);
    } catch (error) {
      this.#doubt(error);
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    // A renewal that is still due is tried once more: this may be a command that ends before Redis was ever reached.
    if (this.#hold !== undefined) await this.insist(this.#options.renewAll);
    this.#closing.abort();
    await this.insist((redis) => redis.quit());
    this.#redis.disconnect();
  }

  /** Late is what does not come while nothing else does: a reply may have to wait until large ones before it are read. */
  #send<Reply>(command: (redis: Redis) => Promise<Reply>): Promise<Reply> {
    const reply = command(this.#redis).finally(() => {
      this.#heardAt = performance.now();
    });
    return withDeadline(reply, this.#options.commandTimeoutMs, { heardAt: () => this.#heardAt });
  }

  #sendWhenReady(command: (redis: Redis) => Promise<unknown>): Promise<unknown> {
    return this.#send(async (redis) => {
      if (redis.status !== "ready" && !this.#closing.signal.aborted) await once(redis, "ready");
      return command(redis);
    });
  }

  /** Not ioredis's `socketTimeout`: like `commandTimeout` it takes a stalled process for a silent server. */
  #reconnect(): void {
    const { status } = this.#redis;
    if (status === "connect" || status === "ready") this.#redis.disconnect(true);
  }

  #doubt(reason: unknown): void {
    this.#doubts += 1;
    if (this.#closing.signal.aborted) return;
    if (!this.#complained) {
      this.#complained = true;
      this.#options.logger.warn({ reason: String(reason) }, "Redis is not in use: answers come from the database");
    }
    this.#holdOpen();
  }

  #holdOpen(): void {
    this.#hold ??= this.#circuit.isolate();
    if (!this.#recovering) void this.#recover();
  }

  async #recover(): Promise<void> {
    this.#recovering = true;
    const { renewAll, logger } = this.#options;
    const { signal } = this.#closing;
    const tryToRenew = ({ attempt }: { attempt: number }) => {
      if (attempt > 0 && attempt % FAILURES_PER_CONNECTION === 0) this.#reconnect();
      return this.#sendWhenReady(renewAll);
    };
    let settled: number;
    do {
      settled = this.#doubts;
      await untilItWorks.execute(tryToRenew, signal).catch(() => undefined);
      if (signal.aborted) return;
    } while (settled !== this.#doubts);
    this.#recovering = false;
    this.#hold?.dispose();
    this.#hold = undefined;
    if (this.#complained) logger.info({}, "Redis is in use again");
    this.#complained = false;
  }
}
