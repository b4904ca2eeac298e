import type { ExactFirm, FirmsQuery, FirmsUsage } from "usage-core";
import {
  ApiKeys,
  ChangeFeed,
  type Clock,
  type Database,
  type Firm,
  findFirm,
  type Logger,
  listFirms,
  type Reconciliation,
  readExactFirms,
  readFirmsUsage,
  reconcile,
  type UsageCache,
  UsageReader,
  UsageWriter,
} from "usage-db";

/** The questions that a reader answers, whoever implements them. */
export type UsageQuestions = Pick<UsageReader, keyof UsageReader>;
/** What is done to the ledger, whoever does it. */
export type UsageChanges = Pick<UsageWriter, keyof UsageWriter>;
/** What is done with API keys, whoever does it. */
export type KeyRing = Pick<ApiKeys, keyof ApiKeys>;

/** What the API answers from. */
export interface UsageServices {
  readonly reader: UsageQuestions;
  readonly writer: UsageChanges;
  readonly keys: KeyRing;
  readonly feed: Pick<ChangeFeed, "follow" | "followAll">;
  /** Every firm's usage, by default in its current month to date. */
  readFirmsUsage(asked?: FirmsQuery): Promise<FirmsUsage>;
  /** The same, exactly, dearest first. */
  readExactFirms(asked?: FirmsQuery): Promise<ExactFirm[]>;
  /** Every firm, by name. */
  listFirms(): Promise<Firm[]>;
  /** `null` when there is no such firm. */
  findFirm(firmId: string): Promise<Firm | null>;
  /** Compares the rollup with the log, of one firm or of all. */
  reconcile(firmId?: string): Promise<Reconciliation>;
  /** Resolves when the database answered a real query. */
  ping(): Promise<void>;
}

/**
 * The longest comparison here, in milliseconds: it holds a connection that all firms share. A longer one is for the
 * command line.
 */
const RECONCILE_TIMEOUT_MS = 60_000;

/** Answers from one database, through one cache. */
export function databaseServices(sources: {
  database: Database;
  cache: UsageCache;
  clock: Clock;
  /** The feed that a listener reports changes to; without one, no changes are heard of. */
  feed?: ChangeFeed;
  logger?: Logger;
}): UsageServices {
  const { database, clock, feed = new ChangeFeed(), logger } = sources;
  return {
    reader: new UsageReader(sources),
    writer: new UsageWriter(sources),
    keys: new ApiKeys(sources),
    feed,
    readFirmsUsage: (asked) => readFirmsUsage(database, clock(), asked, logger),
    readExactFirms: (asked) => readExactFirms(database, clock(), asked, logger),
    listFirms: () => listFirms(database),
    findFirm: (firmId) => findFirm(database, firmId),
    reconcile: (firmId) => reconcile(database, firmId, RECONCILE_TIMEOUT_MS),
    ping: () => database.ping(),
  };
}
