import { useCallback, useMemo } from "react";
import { DIMENSIONS, type Dimension, type ExploreRow, featureName, type Language, userNameIn } from "usage-core";
import { useTexts } from "../i18n/texts.tsx";

type NamedRow = Pick<ExploreRow, "key" | "userName">;

/** What a row of an answer is called in the reader's language, told from `among`; of several dimensions, all of them. */
export function useRowName(among: readonly NamedRow[]): (row: NamedRow) => string {
  const { t, language } = useTexts();
  const shared = useMemo(() => sharedNames(among, language), [among, language]);
  return useCallback((row) => rowName(row, language, t("parts.noProvider"), shared), [t, language, shared]);
}

const NONE: readonly NamedRow[] = [];

/** What a row's value of one dimension is called, told from those of `among`. */
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

/** The names that several values have, such as two users, or the features `a_b` and `a-b`: these are told by their ids too. */
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

/** Whose values have names that are not their ids. */
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

/** A user and a feature of one name stand in columns of their own, and are not taken for each other. */
function nameOf(dimension: Dimension, name: string): string {
  return `${dimension} ${name}`;
}

function plainName({ userName }: NamedRow, dimension: Dimension, value: string, language: Language): string {
  if (dimension === "feature") return featureName(value, language);
  if (dimension !== "user") return value;
  return userNameIn(language, { userId: value, userName: userName ?? value });
}
