import { LRUCache } from "lru-cache";
import { isStorableText } from "usage-core";
import type { Database } from "./database.ts";
import { firmNotFound } from "./errors.ts";
import { type Firm, findFirm } from "./firms.ts";

/** How long a firm is held, in milliseconds: a changed zone shows as soon as a new call does. */
const HELD_MS = 1_000;

/** Holds firms in the process, so that a read need not ask for the zone first. */
export class FirmDirectory {
  readonly #firms: LRUCache<string, Firm>;

  constructor(database: Database) {
    this.#firms = new LRUCache({
      max: 10_000,
      ttl: HELD_MS,
      fetchMethod: async (firmId) => (await findFirm(database, firmId)) ?? undefined,
    });
  }

  /** The firm. Throws `firm_not_found`; one that does not exist is not remembered as such. */
  async get(firmId: string): Promise<Firm> {
    const firm = await this.#firms.fetch(firmId);
    if (firm === undefined) throw firmNotFound(firmId);
    return firm;
  }

  /** Whether there is one. */
  async has(firmId: string): Promise<boolean> {
    // The database refuses to look for what it cannot store.
    return isStorableText(firmId) && (await this.#firms.fetch(firmId)) !== undefined;
  }
}
