import { type CheckedLog, checkToRecord, quoted, type RecordResult, sentId, type UsageLog } from "usage-core";
import { costOf } from "usage-pricing";
import { type Clock, systemClock } from "../clock.ts";
import type { Database } from "../database.ts";
import { UsageError } from "../errors.ts";
import { FirmDirectory } from "../firm-directory.ts";
import { type PriceBooks, PriceBookshelf } from "../pricing/price-books.ts";
import type { CallSource, Mismatch, PricedCall } from "./call-row.ts";
import type { Change } from "./change.ts";
import { contentHash } from "./content-hash.ts";
import { type CorrectResult, correctCall } from "./correct-call.ts";
import { findDifferences } from "./find-differences.ts";
import { insertCalls } from "./insert-calls.ts";
import { leaveUnpriced } from "./leave-unpriced.ts";
import { type VoidResult, voidCalls } from "./void-calls.ts";

/** At most so many calls go into the ledger at once. */
export const MAX_CALLS = 1_000;

/** A call as it was sent, not checked yet, and the firm whose it is. */
export interface SentCall {
  readonly firmId: string;
  readonly call: unknown;
  /** The counts as they were sent, where they contradict each other. The call is recorded and left unpriced. */
  readonly mismatch?: Mismatch | null;
}

export interface RecordOptions {
  readonly source: CallSource;
  /** Whether calls of over 400 days ago are taken. */
  readonly mayBackfill: boolean;
}

export interface UsageWriterOptions {
  readonly database: Database;
  /** Tells the present; the system's clock unless given. */
  readonly clock?: Clock;
}

/**
 * Puts calls into the ledger, each once and priced in EUR, and changes them afterwards.
 *
 * Every method answers after its transaction was committed, and throws a `UsageError` (`invalid_input`,
 * `database_unavailable`, `timeout`) when there was none. Whoever got no answer sends the same calls again.
 */
export class UsageWriter {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #firms: FirmDirectory;
  readonly #prices: PriceBookshelf;

  constructor({ database, clock = systemClock }: UsageWriterOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#firms = new FirmDirectory(database);
    this.#prices = new PriceBookshelf(database);
  }

  /** Adds calls, at most {@link MAX_CALLS}; good ones go in when others are bad. One result per call, in their order. */
  async record(calls: readonly SentCall[], options: RecordOptions): Promise<RecordResult[]> {
    if (calls.length > MAX_CALLS) {
      throw new UsageError("invalid_input", `calls: ${calls.length} are too many; send at most ${MAX_CALLS} at once`);
    }
    const asOf = this.#clock().getTime();
    const books = await this.#prices.current();
    const checked = (await this.#check(calls, asOf, options)).map(([sent, good]): RecordResult | PricedCall =>
      "faults" in good
        ? { status: "rejected", id: sentId(sent.call), faults: good.faults }
        : pricedCall(sent, good.log, books),
    );
    const recorded = await this.#record(
      checked.flatMap((call) => ("status" in call ? [] : [call])),
      options.source,
    );
    return checked.flatMap((call) => ("status" in call ? call : (recorded.get(call) ?? [])));
  }

  /** Makes calls no longer count. They stay in the ledger, with who did it and why. One result per id, in their order. */
  async void(firmId: string, ids: readonly string[], change: Change): Promise<VoidResult[]> {
    await this.#firms.get(firmId);
    return voidCalls(this.#database, firmId, ids, change);
  }

  /** Changes fields of a call; its former version is kept, with who did it and why. Its cost is computed anew. */
  async correct(
    firmId: string,
    id: string,
    changes: Readonly<Record<string, unknown>>,
    change: Change,
    { mayBackfill }: Pick<RecordOptions, "mayBackfill">,
  ): Promise<CorrectResult> {
    await this.#firms.get(firmId);
    const book = (await this.#prices.current()).of(firmId);
    const asOf = this.#clock().getTime();
    return correctCall(this.#database, {
      ...{ firmId, id, changes, change, asOf, mayBackfill },
      costOf: (log) => costOf(log, book),
    });
  }

  async #check(
    calls: readonly SentCall[],
    asOf: number,
    { mayBackfill }: RecordOptions,
  ): Promise<[SentCall, CheckedLog][]> {
    const unknownFirms = await this.#firms.unknown(new Set(calls.map(({ firmId }) => firmId)));
    return calls.map((sent) => {
      const checked = checkToRecord(sent.call, asOf, { backfill: mayBackfill });
      if (!unknownFirms.has(sent.firmId)) return [sent, checked];
      const fault = { field: "firmId", message: `there is no firm ${quoted(sent.firmId)}; create it first` };
      return [sent, { faults: [...("faults" in checked ? checked.faults : []), fault] }];
    });
  }

  async #record(calls: readonly PricedCall[], source: CallSource): Promise<Map<PricedCall, RecordResult>> {
    const results = new Map<PricedCall, RecordResult>();
    let waiting = calls;
    // A call whose id was taken at the insert, and is free at the comparison, is inserted again: the other one was
    // deleted in between.
    for (let attempt = 0; waiting.length > 0 && attempt < 3; attempt++) {
      const { first, repeated } = byKey(waiting);
      const taken = new Set(await insertCalls(this.#database, first, source));
      for (const call of first) {
        if (!taken.has(call)) results.set(call, { status: "recorded", id: call.log.id });
      }
      waiting = [...taken, ...repeated];
      if (waiting.length === 0) break;
      const differences = await findDifferences(this.#database, waiting);
      for (const [call, fields] of differences) {
        const { id } = call.log;
        results.set(call, fields.length === 0 ? { status: "duplicate", id } : { status: "conflict", id, fields });
      }
      waiting = waiting.filter((call) => !differences.has(call));
    }
    if (waiting.length > 0) throw new UsageError("timeout", "Other writers kept changing these calls; try again.");
    return results;
  }
}

function pricedCall({ firmId, mismatch = null }: SentCall, log: UsageLog, books: PriceBooks): PricedCall {
  const cost = costOf(log, books.of(firmId));
  return {
    firmId,
    log,
    cost: mismatch === null ? cost : leaveUnpriced(cost, "token_mismatch"),
    hash: contentHash(log),
    mismatch,
  };
}

/** The first call of each firm and id, and the others. */
function byKey(calls: readonly PricedCall[]): { first: PricedCall[]; repeated: PricedCall[] } {
  const seen = new Map<string, Set<string>>();
  const first: PricedCall[] = [];
  const repeated: PricedCall[] = [];
  for (const call of calls) {
    const ids = seen.get(call.firmId) ?? new Set();
    seen.set(call.firmId, ids);
    (ids.has(call.log.id) ? repeated : first).push(call);
    ids.add(call.log.id);
  }
  return { first, repeated };
}
