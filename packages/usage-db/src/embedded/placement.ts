import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Account, canEnter, ownerOf, serverAccount } from "./account.ts";
import { makeOpenFolder, SYSTEM_FOLDER } from "./binaries.ts";
import { hasCluster } from "./cluster.ts";
import { EmbeddedDatabaseError } from "./error.ts";

/** Where a project's data lies, and who runs its server. */
export interface Placement {
  readonly data: string;
  readonly account: Account | null;
}

/**
 * Places the data in `folder`, or, where the server's user cannot enter that, in a folder of the system that is named
 * after it. Data that exists already stays where it is, and its owner runs the server.
 */
export function placeData(folder: string): Placement {
  makeEnterableFolder(folder);
  const inPlace = join(folder, "data");
  const elsewhere = join(SYSTEM_FOLDER, systemName(folder), "data");
  const account = serverAccount();
  if (hasCluster(inPlace)) return existing(inPlace, account);
  if (account !== null && hasCluster(elsewhere)) return existing(elsewhere, account);
  if (canEnter(account, folder)) return { data: inPlace, account };
  makeOpenFolder(dirname(elsewhere));
  return { data: elsewhere, account };
}

function existing(data: string, account: Account | null): Placement {
  const owner = account === null ? null : (ownerOf(data) ?? account);
  if (canEnter(owner, data)) return { data, account: owner };
  throw new EmbeddedDatabaseError(
    `${owner?.name ?? "This user"} cannot enter the database in ${data}: open the folders above it to that user (chmod a+x), or set DATABASE_URL.`,
  );
}

function makeEnterableFolder(folder: string): void {
  // Passable for the server's user, readable for nobody else.
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o711);
}

function systemName(folder: string): string {
  const path = realpathSync(folder);
  const project = basename(dirname(dirname(path))).replaceAll(/[^\w.-]/g, "_");
  return `${project}-${createHash("sha256").update(path).digest("hex").slice(0, 12)}`;
}
