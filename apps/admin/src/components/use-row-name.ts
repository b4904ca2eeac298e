import { useCallback, useMemo } from "react";
import { DIMENSIONS, type Dimension, type ExploreRow, featureName, type Language, userNameIn } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";

type NamedRow = Pick<ExploreRow, "key" | "userName">;

/** A row's name in the reader's language: its value of each dimension. A name that is shared in `among` gets its id added. */
export function useRowName(among: readonly NamedRow[]): (row: NamedRow) => string {
  const { t, language } = useTexts();
  const shared = useMemo(() => sharedNames(among, language), [among, language]);
  return useCallback((row) => rowName(row, language, t("parts.noProvider"), shared), [t, language, shared]);
}

const NONE: readonly NamedRow[] = [];

/** The name of a row's value of one dimension. A name that is shared in `among` gets its id added. */
export function useValueName(among: readonly NamedRow[] = NONE): (row: NamedRow, dimension: Dimension) => string {
  const { t, language } = useTexts();
  const shared = useMemo(() => sharedNames(among, language), [among, language]);
  return useCallback(
    (row, dimension) => valueName(row, dimension, language, shared) ?? t("parts.noProvider"),
    [t, language, shared],
  );
}

export function rowName(
  row: NamedRow,
  language: Language,
  noProvider: string,
  shared: ReadonlySet<string> = new Set(),
): string {
  return DIMENSIONS.filter((dimension) => row.key[dimension] !== undefined)
    .map((dimension) => valueName(row, dimension, language, shared) ?? noProvider)
    .join(" · ");
}

/** The names that several values share, such as those of two users, or of the features `a_b` and `a-b`. */
export function sharedNames(rows: readonly NamedRow[], language: Language): ReadonlySet<string> {
  const values = new Map<string, string>();
  const shared = new Set<string>();
  for (const row of rows) {
    for (const dimension of NAMED) {
      const value = row.key[dimension];
      if (value === undefined) continue;
      const name = plainName(row, dimension, value, language);
      const named = nameOf(dimension, name);
      if ((values.get(named) ?? value) !== value) shared.add(named);
      values.set(named, value);
    }
  }
  return shared;
}

/** The dimensions whose values have names other than their ids. */
const NAMED = ["feature", "user"] as const;

function valueName(
  row: NamedRow,
  dimension: Dimension,
  language: Language,
  shared: ReadonlySet<string>,
): string | undefined {
  const value = row.key[dimension] ?? undefined;
  if (value === undefined) return undefined;
  const name = plainName(row, dimension, value, language);
  return shared.has(nameOf(dimension, name)) && name !== value ? `${name} (${value})` : name;
}

/** A user and a feature may have the same name: their dimension tells them apart. */
function nameOf(dimension: Dimension, name: string): string {
  return `${dimension} ${name}`;
}

function plainName({ userName }: NamedRow, dimension: Dimension, value: string, language: Language): string {
  if (dimension === "feature") return featureName(value, language);
  if (dimension !== "user") return value;
  return userNameIn(language, { userId: value, userName: userName ?? value });
}
