import { createHash, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { describeIssues } from "usage-core";
import { Flights } from "../cache/flights.ts";
import { withDeadline } from "../cache/with-deadline.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { Database } from "../database.ts";
import { UsageError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { type ApiKey, findApiKey, insertApiKey, listApiKeys, revokeApiKey, type StoredApiKey } from "./api-key-rows.ts";
import { keyText, newKeyParts, parseKeyText } from "./key-text.ts";
import { LastUses } from "./last-uses.ts";
import { type MonotonicClock, monotonicClock } from "./monotonic-clock.ts";
import { type NewApiKey, newApiKeySchema } from "./new-api-key.ts";

/** How long a key is held in the process, in milliseconds: what another process revokes is refused after that. */
const HELD_MS = 2_000;
/** A look-up that takes longer has failed, in milliseconds. */
const LOOK_UP_MS = 5_000;

/** Compared with when no key has the id. No known text has this hash. */
const NOBODYS_HASH = Buffer.alloc(32);

export interface ApiKeysOptions {
  readonly database: Database;
  /** Tells the present; the system's clock unless given. */
  readonly clock?: Clock;
  /** Tells how long a key has been held. */
  readonly elapsed?: MonotonicClock;
  readonly logger?: Logger;
}

export type KeyVerdict =
  | { readonly valid: true; readonly key: Pick<ApiKey, "id" | "firmId" | "scopes"> }
  /** `problem` says why not, for the holder to read. */
  | { readonly valid: false; readonly problem: string };

/** Makes, verifies and revokes API keys. Every method throws a `UsageError` when the database does not answer. */
export class ApiKeys {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #uses: LastUses;
  /** Keys that exist, by id. Ids that nobody has are not held: anyone can send them. */
  readonly #held: LRUCache<string, StoredApiKey>;
  readonly #lookUps = new Flights();
  /** Counts revocations in this process: a look-up that began before one is neither held nor shared. */
  #revocations = 0;

  constructor({ database, clock = systemClock, elapsed = monotonicClock, logger }: ApiKeysOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#uses = new LastUses({ database, clock, elapsed, logger });
    this.#held = new LRUCache({ max: 10_000, ttl: HELD_MS, ttlResolution: 0, perf: { now: elapsed } });
  }

  /**
   * Makes a key and gives its text, which is kept nowhere: this is the only time that anyone sees it. Throws `invalid_input`, and
   * `firm_not_found`.
   */
  async create(asked: NewApiKey, createdBy: string): Promise<ApiKey & { readonly key: string }> {
    const parsed = newApiKeySchema.safeParse(asked);
    if (!parsed.success) throw new UsageError("invalid_input", describeIssues(parsed.error));
    const parts = newKeyParts();
    const created = await insertApiKey(this.#database, {
      ...parsed.data,
      id: parts.id,
      secretHash: hashOf(parts.secret),
      createdAt: this.#clock(),
      createdBy,
    });
    return { ...created, key: keyText(parts) };
  }

  /** The keys of a firm, or all of them, revoked ones included: gateways' first, then by firm and age. */
  async list(firmId?: string): Promise<ApiKey[]> {
    return listApiKeys(this.#database, firmId);
  }

  /**
   * Ends a key for good: here at once, in other processes two seconds later. `null` when there is none of this id; one that
   * was revoked before stays as it was.
   */
  async revoke(id: string): Promise<ApiKey | null> {
    const revoked = await revokeApiKey(this.#database, id, this.#clock());
    this.#revocations += 1;
    this.#held.delete(id);
    return revoked;
  }

  /** Whose key the text is. A key that never existed and one with a wrong secret get the same answer. */
  async verify(text: string): Promise<KeyVerdict> {
    const parts = parseKeyText(text);
    if (parts === null) return invalid("the API key is cut off or mistyped; copy all of it, from usage_ to its end");
    const stored = await this.#find(parts.id);
    const matches = timingSafeEqual(hashOf(parts.secret), stored?.secretHash ?? NOBODYS_HASH);
    if (stored === null || !matches) return invalid("there is no such API key; ask an operator for one");
    if (stored.isRevoked) return invalid(`the API key ${stored.id} was revoked; ask an operator for a new one`);
    this.#uses.note(stored.id);
    return { valid: true, key: { id: stored.id, firmId: stored.firmId, scopes: stored.scopes } };
  }

  async #find(id: string): Promise<StoredApiKey | null> {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const revocations = this.#revocations;
    return this.#lookUps.share(`${id} ${revocations}`, async () => {
      const found = await withDeadline(findApiKey(this.#database, id), LOOK_UP_MS, { late: tooLate });
      if (found !== null && revocations === this.#revocations) this.#held.set(id, found);
      return found;
    });
  }
}

/** A fast hash is enough: passwords need a slow one because people choose them from few, but nobody can try 2²⁰⁰ secrets. */
function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}

function tooLate(): UsageError {
  return new UsageError("timeout", "The database took too long to find the API key; try again in a moment.");
}

function invalid(problem: string): KeyVerdict {
  return { valid: false, problem };
}
