import { createFirm, type Database, type Firm, findFirm } from "usage-db";
import { CliError } from "../cli-error.ts";
import { namedFirms } from "../firms.ts";

export interface TargetFirmOptions {
  readonly firmId: string;
  /** The firm to create when there is none of this id; `null`: there must be one. */
  readonly create: { readonly timeZone: string; readonly name: string | undefined } | null;
}

/** The firm that calls are imported into. Throws when it is not there, or is there and not as it was to be created. */
export async function targetFirm(database: Database, options: TargetFirmOptions): Promise<Firm> {
  const target = await findTarget(database, options);
  if ("existing" in target) return target.existing;
  await createFirm(database, target.missing);
  // Another process may have been first, with another zone.
  return targetFirm(database, options);
}

/** The firm, or the one that is to be created. Throws as {@link targetFirm} does, and creates none. */
export async function findTarget(
  database: Database,
  { firmId, create }: TargetFirmOptions,
): Promise<{ readonly existing: Firm } | { readonly missing: Firm }> {
  const existing = await findFirm(database, firmId);
  if (existing !== null) {
    if (create !== null) assertSame(existing, create);
    return { existing };
  }
  if (create === null) {
    throw new CliError(
      `There is no firm ${JSON.stringify(firmId)}; ${await namedFirms(database)}. To create it, add --create --time-zone ZONE.`,
    );
  }
  return { missing: { id: firmId, name: create.name ?? firmId, timeZone: create.timeZone } };
}

function assertSame(firm: Firm, { timeZone, name }: { timeZone: string; name: string | undefined }): void {
  const differences = [
    ...(firm.timeZone === timeZone ? [] : [`the time zone ${firm.timeZone}, not ${timeZone}`]),
    ...(name === undefined || firm.name === name
      ? []
      : [`the name ${JSON.stringify(firm.name)}, not ${JSON.stringify(name)}`]),
  ];
  if (differences.length === 0) return;
  throw new CliError(
    `The firm ${JSON.stringify(firm.id)} is there already and has ${differences.join(" and ")}: leave out --create to import into it, or choose another --firm.`,
  );
}
