import { LRUCache } from "lru-cache";
import { type OwnPrice, type PriceBook, ratesByDay } from "usage-pricing";
import type { Database } from "../database.ts";
import { findRates } from "./exchange-rates.ts";
import { listPrices } from "./prices.ts";

/** How long prices and rates are held before it is asked whether they have changed, in milliseconds. */
const HELD_MS = 2_000;

/** Prices and rates as they stood together. */
export interface PriceBooks {
  /** What prices the firm's calls: its own prices, those for all firms, and the rates. */
  of(firmId: string): PriceBook;
}

/** Holds the operator's prices and the exchange rates in the process. A change is in use within two seconds. */
export class PriceBookshelf {
  readonly #held: LRUCache<"current", { readonly version: bigint; readonly books: PriceBooks }>;

  constructor(database: Database) {
    this.#held = new LRUCache({
      max: 1,
      ttl: HELD_MS,
      fetchMethod: async (_key, held) => {
        // Read before the rest: what changes in between is read again next time.
        const version = await currentVersion(database);
        return version === held?.version ? held : { version, books: await loadBooks(database) };
      },
    });
  }

  async current(): Promise<PriceBooks> {
    const held = await this.#held.fetch("current");
    if (held === undefined) throw new Error("prices were neither loaded nor was there a fault");
    return held.books;
  }
}

async function currentVersion(database: Database): Promise<bigint> {
  const [row] = await database.run(
    (prisma) => prisma.$queryRaw<{ version: bigint }[]>`SELECT version FROM ai_pricing_version`,
  );
  if (row === undefined) throw new Error("ai_pricing_version has lost its row; insert one");
  return row.version;
}

async function loadBooks(database: Database): Promise<PriceBooks> {
  const prices = await listPrices(database);
  const { rateOn } = ratesByDay(await findRates(database));
  const books = new Map<string, PriceBook>();
  return {
    of(firmId) {
      const known = books.get(firmId);
      if (known !== undefined) return known;
      const book = { ownPrices: prices.filter((price) => isFor(price, firmId)), rateOn };
      books.set(firmId, book);
      return book;
    },
  };
}

function isFor(price: OwnPrice, firmId: string): boolean {
  return price.firmId === null || price.firmId === firmId;
}
