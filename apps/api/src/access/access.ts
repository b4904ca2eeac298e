import type { ExactFirm, FirmsQuery, FirmsUsage, RecordResult } from "usage-core";
import type { ApiKey, ApiKeyScope, CallSource, Firm, FirmChange, NewApiKey, Reconciliation } from "usage-db";
import { ApiError, firmNotFound, keyNotFound } from "../errors/api-error.ts";
import type { UsageServices } from "../usage-services.ts";
import type { Caller, KeyCaller } from "./caller.ts";
import { type FirmIngest, type IngestGrant, ingestOfFirm } from "./firm-ingest.ts";
import { type FirmReader, readerOfFirm } from "./firm-reader.ts";
import { type ReceivedCall, recordReceived } from "./record-received.ts";

/** What only operators may do. All throw `firm_not_found` for a firm that does not exist. */
export interface Operations {
  /** Every firm's usage, by default in its current month to date. */
  firms(asked?: FirmsQuery): Promise<FirmsUsage>;
  /** The same, exactly, dearest first. */
  exactFirms(asked?: FirmsQuery): Promise<ExactFirm[]>;
  /** Of any firm, since the change `lastId`, until `signal` is aborted. See `ChangeFeed`. */
  changes(lastId: string | undefined, signal: AbortSignal): AsyncIterable<FirmChange>;
  invalidateCache(firmId: string): Promise<void>;
  /** Of one firm, or of all when none is named. */
  reconcile(firmId?: string): Promise<Reconciliation>;
  /** Makes a key, in this caller's name. Its text is in the answer and nowhere else. */
  createKey(asked: NewApiKey): Promise<ApiKey & { readonly key: string }>;
  /** Of one firm, or all of them, gateways' included. */
  listKeys(firmId?: string): Promise<ApiKey[]>;
  /** Throws `key_not_found`. */
  revokeKey(keyId: string): Promise<ApiKey>;
}

/** Takes calls of any number. */
export interface CallReceiver {
  /** Who sends them. */
  readonly sender: string;
  /** One result per call, in their order. */
  record(calls: readonly ReceivedCall[], source: CallSource): Promise<RecordResult[]>;
}

/** What one caller may reach. Procedures have no other way to data, and everything here checks the scope first. */
export interface Access {
  /** The firms that the caller may see, by name. Throws `scope_missing` for a key that may not read. */
  visibleFirms(): Promise<Firm[]>;
  /**
   * One firm's usage. Throws `firm_not_found` when the caller may not see the firm, and `scope_missing` for a key that
   * may not read.
   */
  usageOf(firmId: string): FirmReader;
  /**
   * Permission to record calls of a firm. Throws `firm_not_found` when the caller is bound to another firm, and
   * `scope_missing` when it may not record. Whether the firm exists is checked when calls are recorded.
   */
  ingestInto(firmId: string): FirmIngest;
  /**
   * Permission to record calls that came by a plain route: of the firm that the credential is bound to or, for one that
   * is bound to none, of the firm that each call names. Throws `scope_missing`.
   */
  receiver(): CallReceiver;
  /** Throws `operators_only` for anyone else. */
  operations(): Operations;
}

export function createAccess(services: UsageServices, caller: Caller): Access {
  return {
    async visibleFirms() {
      if (caller.role === "ops") return services.listFirms();
      const own = await services.findFirm(caller.role === "key" ? firmOfReader(caller) : caller.firmId);
      return own === null ? [] : [own];
    },
    usageOf(firmId) {
      assertNotForeign(caller, firmId);
      if (caller.role === "key") firmOfReader(caller);
      return readerOfFirm(services, firmId);
    },
    ingestInto(firmId) {
      assertNotForeign(caller, firmId);
      const ingest = ingestOfFirm(services.writer, firmId, ingestGrant(caller));
      // A key's firm exists: the key would have been deleted with it.
      if (typeof caller.firmId === "string") return ingest;
      return {
        ...ingest,
        async record(calls) {
          if ((await services.findFirm(firmId)) === null) throw firmNotFound(firmId);
          return ingest.record(calls);
        },
      };
    },
    receiver() {
      const { mayBackfill } = ingestGrant(caller);
      const ownFirm = caller.firmId ?? null;
      return {
        sender: caller.sub,
        record: (calls, source) => recordReceived(services.writer, calls, { ownFirm, mayBackfill, source }),
      };
    },
    operations() {
      if (caller.role !== "ops") {
        throw new ApiError("operators_only", "This is for operators; sign in with a token of the role ops");
      }
      const assertFirm = async (firmId: string | null | undefined) => {
        if (typeof firmId === "string" && (await services.findFirm(firmId)) === null) throw firmNotFound(firmId);
      };
      return {
        firms: (asked) => services.readFirmsUsage(asked),
        exactFirms: (asked) => services.readExactFirms(asked),
        changes: (lastId, signal) => services.feed.followAll(lastId, signal),
        invalidateCache: (firmId) => services.reader.invalidateCache(firmId),
        async reconcile(firmId) {
          await assertFirm(firmId);
          return services.reconcile(firmId);
        },
        async createKey(asked) {
          await assertFirm(asked.firmId);
          return services.keys.create(asked, caller.sub);
        },
        async listKeys(firmId) {
          await assertFirm(firmId);
          return services.keys.list(firmId);
        },
        async revokeKey(keyId) {
          const revoked = await services.keys.revoke(keyId);
          if (revoked === null) throw keyNotFound(keyId);
          return revoked;
        },
      };
    },
  };
}

/** The credential alone decides. Whether a foreign firm exists is never looked up, so not even the timing can tell. */
function assertNotForeign({ firmId: own = null }: Caller, firmId: string): void {
  if (own !== null && own !== firmId) throw firmNotFound(firmId);
}

/** What the credential lets its caller record. Throws `scope_missing`. */
export function ingestGrant(caller: Caller): IngestGrant {
  if (caller.role === "firm") {
    throw new ApiError("scope_missing", "A firm's token records no calls; use an API key with the scope ingest");
  }
  if (caller.role === "ops") return { mayBackfill: true, by: caller.sub };
  assertScope(caller, "ingest");
  return { mayBackfill: caller.scopes.includes("backfill"), by: caller.sub };
}

/** The firm that a key may read. */
function firmOfReader(caller: KeyCaller): string {
  assertScope(caller, "read");
  // A gateway's key has no such scope. Should one be made by other means, it still reads nothing.
  if (caller.firmId === null) throw scopeMissing(caller, "read");
  return caller.firmId;
}

function assertScope(caller: KeyCaller, scope: ApiKeyScope): void {
  if (!caller.scopes.includes(scope)) throw scopeMissing(caller, scope);
}

function scopeMissing({ keyId, scopes }: KeyCaller, scope: ApiKeyScope): ApiError {
  return new ApiError(
    "scope_missing",
    `The API key ${keyId} lacks the scope ${scope} (it has ${scopes.join(", ")}); use a key that has it`,
  );
}
