import { CliError } from "../cli-error.ts";
import { CALL_FIELDS, typedValue } from "./call-fields.ts";

/** Where a file's calls get their fields from, besides columns of the same names. */
export interface GivenFields {
  /** The column of a field (`--map`). */
  readonly columns: ReadonlyMap<string, string>;
  /** The value of a field for every call (`--set`). */
  readonly values: ReadonlyMap<string, string>;
  /** Whether times without an offset are in UTC (`--utc`). */
  readonly isUtc: boolean;
}

export const NOTHING_GIVEN: GivenFields = { columns: new Map(), values: new Map(), isUtc: false };

/** Stands for the line's number in an id that `--set` gives. */
const LINE = "{line}";

/** Throws when they contradict each other, or do not fit the format. */
export function assertGivenFields({ columns, values, isUtc }: GivenFields, format: string | undefined): void {
  const twice = CALL_FIELDS.filter((field) => columns.has(field) && values.has(field));
  if (twice.length > 0) throw new CliError(`--map and --set both give ${twice.join(", ")}; leave one of them out.`);
  if (columns.size > 0 && format !== undefined && format !== "csv") {
    throw new CliError(`--map goes with CSV files of other tools, not with --format ${format}.`);
  }
  if (isUtc && !columns.has("createdAt")) throw new CliError("--utc goes with --map createdAt=Column.");
  const id = values.get("id");
  if (id !== undefined && !id.includes(LINE)) {
    throw new CliError(
      `--set id=${id} gives every call the same id: put ${LINE} into it, which stands for the number of the line.`,
    );
  }
}

/** Whether ids are made of line numbers. */
export function isIdOfLine({ values }: GivenFields): boolean {
  return values.has("id");
}

/** The values that every call of the line gets. */
export function givenValues({ values }: GivenFields, line: number): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [field, text] of values) {
    given[field] = field === "id" ? text.replaceAll(LINE, String(line)) : typedValue(field, text);
  }
  return given;
}
