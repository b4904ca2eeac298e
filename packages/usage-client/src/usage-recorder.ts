import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { describeFaults, type RecordResult } from "usage-core";
import type { Answer } from "./answer.ts";
import { authorization } from "./authorization.ts";
import { CallBuffer } from "./call-buffer.ts";
import { guarded, type Logger } from "./logger.ts";
import { Notices } from "./notices.ts";
import { type Destination, postCalls } from "./post-calls.ts";
import { type PreparedCall, prepareCall, type RefusedCall } from "./prepare-call.ts";
import { beforeProcessEnds } from "./process-end.ts";
import type { RecordableCall } from "./recordable-call.ts";
import { retryDelay } from "./retry-delay.ts";
import { addressOf } from "./server-url.ts";

export interface UsageRecorderOptions {
  /** The server's base address: `https://usage.example.com`, with or without a slash at its end. */
  readonly url: string;
  /** An API key that may record for its firm. */
  readonly apiKey: string;
  /** Gets what goes wrong: a pino logger, or `console`, the default. */
  readonly logger?: Logger;
  /** How many calls wait before a request is sent, and the most that it carries: 1 to 1,000, by default 500. */
  readonly batchSize?: number;
  /** The longest that a call waits for others to share its request, in milliseconds: by default 1,000. */
  readonly intervalMs?: number;
  /** How long the server may take for one answer, in milliseconds: by default 10,000. */
  readonly timeoutMs?: number;
  /** The most calls that are kept while they cannot be sent: by default 100,000. */
  readonly maxPendingCalls?: number;
  /** The most bytes that those calls are kept in, about: by default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/**
 * What became of the calls since the start. Each that was given to `record` is in one of the first six, so that
 * `recorded + duplicates + conflicts + rejected + dropped + pending` is their number.
 */
export interface RecorderStats {
  /** New in the ledger. */
  readonly recorded: number;
  /** In the ledger already, as they were sent: most often because an answer was lost on its way back. */
  readonly duplicates: number;
  /** The ledger holds another call of the same id, and keeps it. */
  readonly conflicts: number;
  /** Refused for their faults, here or by the server. */
  readonly rejected: number;
  /** Lost: for want of memory, after the end, too large, or not delivered by the end. */
  readonly dropped: number;
  /** Waiting, or on their way. */
  readonly pending: number;
  /** Requests, not calls, that had to be sent again. */
  readonly retried: number;
}

export interface Deadline {
  /** In milliseconds: by default 5,000; `Infinity` for none. */
  readonly timeoutMs?: number;
}

const MAX_BATCH_SIZE = 1_000;
const DEADLINE_MS = 5_000;
/** What a timer holds, in milliseconds: 24 days. A longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** At least so long between two tries that only a person can make succeed, in milliseconds. */
const MISCONFIGURED_MS = 30_000;

/**
 * Sends a service's AI calls to the ledger, each exactly once, without ever getting in the service's way. A service needs
 * one for all its life.
 *
 * `record` copies the call, gives it an id and returns. Calls go out together, one request at a time. What fails in a way
 * that can pass (no connection, no answer, 408, 425, 429, 5xx) is sent again under the same ids until it succeeds, with
 * exponential backoff and full jitter, and not before a `Retry-After`; the ledger counts a call once however often it
 * comes. A refused key (401, 403) and a wrong address (404, redirects) are tried again too, every half minute or minute:
 * a key may be rotated while the service runs. A body too large (413) is halved. A body that the API refuses (400, 422)
 * is halved until the guilty call is alone, which is dropped; the others go in.
 *
 * Calls are kept in memory only. When it is full, further calls are dropped: those that were taken may be in the ledger
 * already, with an answer on its way, and what was once taken is not lost while the process runs. Everything lost is
 * counted in `stats()` and reported to the logger, at most a line every ten seconds for each kind.
 *
 * Nothing here keeps a process alive but a request under way, yet a process that ends because it has nothing left to do
 * sends its calls first, for at most 5 seconds. `process.exit()`, an uncaught error and a signal do not wait: close on signals.
 *
 * ```ts
 * const recorder = new UsageRecorder({ url, apiKey });
 * process.once("SIGTERM", () => void recorder.close().then(() => process.exit()));
 * recorder.record(fromOpenAI(await openai.chat.completions.create(request), { feature: "assistant_chat", userId }));
 * ```
 *
 * The constructor throws a `TypeError` or `RangeError` for options that cannot work; nothing else here throws or rejects.
 */
export class UsageRecorder implements AsyncDisposable {
  readonly #destination: Destination;
  readonly #batchSize: number;
  readonly #intervalMs: number;
  readonly #logger: Logger;
  readonly #buffer: CallBuffer;
  readonly #counts = { recorded: 0, duplicates: 0, conflicts: 0, rejected: 0, dropped: 0, retried: 0 };

  readonly #dropped: Notices<string>;
  readonly #refused: Notices<RefusedCall>;
  readonly #conflicting: Notices<{ readonly id: string; readonly fields: readonly string[] }>;

  /** Calls that the buffer took, ever, and how many of them are due: they are sent in the order of their coming. */
  #taken = 0;
  #due = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  /** Cuts short the request that is under way. */
  #request: AbortController | undefined;
  /** Cuts short the wait for the next try, which is not ours to cut when the server asked for it. */
  #wait: { readonly controller: AbortController; readonly asked: boolean } | undefined;
  #attempt = 0;
  /** What keeps calls from being sent; `null` when they are. */
  #trouble: "unreachable" | "misconfigured" | null = null;
  readonly #waiters = new Set<{ readonly upTo: number; readonly done: () => void }>();
  #closing: Promise<void> | undefined;
  #stopped = false;
  readonly #forgetProcess: () => void;

  constructor(options: UsageRecorderOptions) {
    const { batchSize = 500, intervalMs = 1_000, timeoutMs = 10_000 } = options;
    const { maxPendingCalls = 100_000, maxPendingBytes = 64 * 1024 * 1024 } = options;
    requireWithin("batchSize", batchSize, MAX_BATCH_SIZE);
    for (const [name, ms] of Object.entries({ intervalMs, timeoutMs })) requireWithin(name, ms, LONGEST_TIMER_MS);
    for (const [name, most] of Object.entries({ maxPendingCalls, maxPendingBytes })) requireWithin(name, most);
    this.#destination = {
      url: addressOf(options.url, "v1/usage"),
      authorization: authorization(options.apiKey),
      timeoutMs,
    };
    this.#batchSize = Math.min(batchSize, maxPendingCalls);
    this.#intervalMs = intervalMs;
    this.#buffer = new CallBuffer({ maxCalls: maxPendingCalls, maxBytes: maxPendingBytes });
    const logger = guarded(options.logger ?? console);
    this.#logger = logger;
    this.#dropped = new Notices((calls, reason) =>
      logger.error({ calls, reason }, "Dropped AI calls; the ledger will not have them"),
    );
    this.#refused = new Notices((calls, { id, faults }) =>
      logger.warn(
        { calls, example: { id, faults: describeFaults(faults) } },
        "AI calls were rejected for their faults",
      ),
    );
    this.#conflicting = new Notices((calls, example) =>
      logger.warn({ calls, example }, "The ledger has other calls under the same ids, and keeps those"),
    );
    this.#forgetProcess = beforeProcessEnds(() => {
      if (this.#buffer.pending > 0) void this.#finish();
    });
  }

  /**
   * Takes the call over and returns at once; never throws. A call with faults is counted as rejected and reported to the
   * logger. So is `null`, which the helpers give for a response that does not say what was used.
   */
  record(call: RecordableCall | null): void {
    if (this.#closing === undefined) this.#take(prepareCall(call, new Date()));
    else this.#drop(1, "recorded after the recorder was closed");
  }

  stats(): RecorderStats {
    return { ...this.#counts, pending: this.#buffer.pending };
  }

  /**
   * Sends at once what was recorded so far, and resolves when the server has answered for all of it, or at the deadline:
   * `stats().pending` says whether anything is left, which goes on being sent. Keeps the process alive meanwhile.
   */
  async flush({ timeoutMs = DEADLINE_MS }: Deadline = {}): Promise<void> {
    this.#attempt = 0;
    if (this.#wait?.asked === false) this.#wait.controller.abort();
    this.#sendAll();
    await this.#settled(this.#taken, timeoutMs);
  }

  /**
   * Takes no further calls, flushes, and at the deadline gives up what is left: it is counted as dropped and reported, although
   * what was on its way may have arrived. Called again, it is the same end.
   */
  close({ timeoutMs = DEADLINE_MS }: Deadline = {}): Promise<void> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  /** `await using recorder = new UsageRecorder(...)` closes it at the end of the block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(timeoutMs: number): Promise<void> {
    await this.flush({ timeoutMs });
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#wait?.controller.abort();
    await this.#sending;
    const left = this.#buffer.take(this.#buffer.waiting);
    if (left.length > 0) this.#lose(left, "not delivered before the recorder was closed");
    this.#forgetProcess();
    for (const notices of [this.#dropped, this.#refused, this.#conflicting]) notices.end();
  }

  /** The process is at its end, and cannot wait for ever. What is recorded meanwhile gets an end of its own. */
  async #finish(): Promise<void> {
    const upTo = this.#taken;
    await this.flush();
    if (!this.#isSettled(upTo)) await this.close({ timeoutMs: 0 });
  }

  #take(call: PreparedCall | RefusedCall): void {
    if ("faults" in call) {
      this.#reject(call);
    } else if (this.#buffer.add(call)) {
      this.#taken++;
      if (this.#buffer.waiting >= this.#batchSize) this.#send();
      else this.#sendLater();
    } else {
      // The memory is full: waiting for more calls to share the request would only lose them.
      this.#sendAll();
      this.#drop(1, `no room: ${this.#buffer.pending} calls could not be sent yet`);
    }
  }

  #sendLater(): void {
    this.#timer ??= setTimeout(() => this.#sendAll(), this.#intervalMs).unref();
  }

  #sendAll(): void {
    this.#due = this.#taken;
    this.#send();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending ??= this.#sendDue();
  }

  async #sendDue(): Promise<void> {
    // Not in the path of whoever records.
    await nextTurn();
    while (!this.#stopped && this.#isDue()) await this.#deliver(this.#buffer.take(this.#batchSize));
    this.#sending = undefined;
    if (!this.#stopped && this.#buffer.waiting > 0) this.#sendLater();
  }

  #isDue(): boolean {
    const { waiting } = this.#buffer;
    return waiting >= this.#batchSize || (waiting > 0 && this.#taken - waiting < this.#due);
  }

  /** Returns when the server has answered for each of the calls, or the recorder was stopped. */
  async #deliver(calls: readonly PreparedCall[]): Promise<void> {
    const parts = [calls];
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const answer = await this.#post(part);
      if (answer === null) {
        this.#lose(part, "not answered for before the recorder was closed");
      } else if (answer.kind === "unavailable") {
        parts.push(part);
        await this.#waitOut(answer);
      } else {
        this.#tellRecovery();
        const half = Math.ceil(part.length / 2);
        if (answer.kind === "results") this.#count(part, answer.results);
        else if (part.length === 1) this.#lose(part, `the server ${answer.reason}`);
        else parts.push(part.slice(half), part.slice(0, half));
      }
    }
  }

  /** `null` when the recorder was stopped meanwhile. */
  async #post(calls: readonly PreparedCall[]): Promise<Answer | null> {
    if (this.#stopped) return null;
    this.#request = new AbortController();
    const answer = await postCalls(calls, this.#destination, this.#request);
    return this.#stopped && answer.kind === "unavailable" ? null : answer;
  }

  async #waitOut(answer: Extract<Answer, { kind: "unavailable" }>): Promise<void> {
    const { retryAfterMs, misconfigured } = answer;
    this.#tellTrouble(answer);
    const leastMs = Math.max(retryAfterMs, misconfigured ? MISCONFIGURED_MS : 0);
    const delay = retryDelay(this.#attempt++, leastMs, Math.random());
    const controller = new AbortController();
    this.#wait = { controller, asked: retryAfterMs > 0 };
    await sleep(delay, undefined, { ref: false, signal: controller.signal }).catch(() => undefined);
    this.#wait = undefined;
    if (!this.#stopped) this.#counts.retried++;
  }

  #tellTrouble({ reason, misconfigured }: Extract<Answer, { kind: "unavailable" }>): void {
    const trouble = misconfigured ? "misconfigured" : "unreachable";
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    const fields = { reason: `${this.#destination.url} ${reason}`, pending: this.#buffer.pending };
    if (misconfigured) this.#logger.error(fields, "The server takes no AI calls; check url and apiKey. Still trying");
    else this.#logger.warn(fields, "Cannot send AI calls; retrying");
  }

  #tellRecovery(): void {
    this.#attempt = 0;
    if (this.#trouble === null) return;
    this.#trouble = null;
    this.#logger.info({ pending: this.#buffer.pending }, "AI calls are being sent again");
  }

  #count(calls: readonly PreparedCall[], results: readonly RecordResult[]): void {
    for (const result of results) {
      if (result.status === "recorded") this.#counts.recorded++;
      else if (result.status === "duplicate") this.#counts.duplicates++;
      else if (result.status === "rejected") this.#reject(result);
      else {
        this.#counts.conflicts++;
        this.#conflicting.add(1, { id: result.id, fields: result.fields });
      }
    }
    this.#release(calls);
  }

  #reject(call: RefusedCall): void {
    this.#counts.rejected++;
    this.#refused.add(1, call);
  }

  #drop(calls: number, reason: string): void {
    this.#counts.dropped += calls;
    this.#dropped.add(calls, reason);
  }

  #lose(calls: readonly PreparedCall[], reason: string): void {
    this.#drop(calls.length, reason);
    this.#release(calls);
  }

  #release(calls: readonly PreparedCall[]): void {
    this.#buffer.release(calls);
    for (const { upTo, done } of this.#waiters) if (this.#isSettled(upTo)) done();
  }

  /** Calls are settled in the order of their coming. */
  #isSettled(upTo: number): boolean {
    return this.#taken - this.#buffer.pending >= upTo;
  }

  /** Resolves when the first `upTo` calls are settled, or after so many milliseconds. */
  async #settled(upTo: number, timeoutMs: number): Promise<void> {
    if (this.#isSettled(upTo)) return;
    await new Promise<void>((resolve) => {
      const waiter = { upTo, done };
      const timer = setTimeout(done, Math.min(timeoutMs, LONGEST_TIMER_MS));
      this.#waiters.add(waiter);
      const waiters = this.#waiters;
      function done(): void {
        clearTimeout(timer);
        waiters.delete(waiter);
        resolve();
      }
    });
  }
}

function requireWithin(name: string, value: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return;
  throw new RangeError(`${name}: ${value} must be a whole number from 1 to ${most}`);
}
