import { type Database, type Firm, findFirm, listFirms } from "usage-db";
import { CliError } from "./cli-error.ts";

const NAMED_FIRMS = 10;

/** The firm. When there is none of this id, throws and names those that exist. */
export async function requireFirm(database: Database, firmId: string): Promise<Firm> {
  const firm = await findFirm(database, firmId);
  if (firm !== null) return firm;
  throw new CliError(`There is no firm ${JSON.stringify(firmId)}; ${await namedFirms(database)}.`);
}

/** "there are acme, globex and 3 more", so that a mistyped id is seen at once. */
export async function namedFirms(database: Database): Promise<string> {
  const firms = await listFirms(database);
  if (firms.length === 0) return "there are none yet";
  const names = firms
    .slice(0, NAMED_FIRMS)
    .map(({ id }) => id)
    .join(", ");
  const more = firms.length - NAMED_FIRMS;
  return `there ${firms.length === 1 ? "is" : "are"} ${names}${more > 0 ? ` and ${more} more` : ""}`;
}
