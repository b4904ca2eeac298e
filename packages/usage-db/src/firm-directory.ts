import { LRUCache } from "lru-cache";
import { isStorableText } from "usage-core";
import type { Database } from "./database.ts";
import { firmNotFound } from "./errors.ts";
import { type Firm, findFirm, findFirms } from "./firms.ts";

/** How long a firm is held, in milliseconds: a changed zone shows as soon as a new call does. */
const HELD_MS = 1_000;

/** Holds firms in the process, so that a read need not ask for the zone first. */
export class FirmDirectory {
  readonly #database: Database;
  readonly #firms: LRUCache<string, Firm>;

  constructor(database: Database) {
    this.#database = database;
    this.#firms = new LRUCache({
      max: 10_000,
      ttl: HELD_MS,
      fetchMethod: async (firmId) => (await findFirm(database, firmId)) ?? undefined,
    });
  }

  /** The firm. Throws `firm_not_found`; a firm that does not exist is looked up again each time. */
  async get(firmId: string): Promise<Firm> {
    const firm = await this.#firms.fetch(firmId);
    if (firm === undefined) throw firmNotFound(firmId);
    return firm;
  }

  /** Those of the ids that no firm has, by one query at most. */
  async unknown(firmIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const unheld = [...firmIds].filter((firmId) => this.#firms.get(firmId) === undefined);
    const unknown = new Set(unheld);
    // The database refuses to look for what it cannot store.
    const possible = unheld.filter(isStorableText);
    for (const firm of possible.length === 0 ? [] : await findFirms(this.#database, possible)) {
      this.#firms.set(firm.id, firm);
      unknown.delete(firm.id);
    }
    return unknown;
  }
}
