import {
  BATCH_USER_ID,
  batchUserName,
  DIMENSIONS,
  type Dimension,
  type ExploreRow,
  featureName,
  type Language,
} from "usage-core";
import { useTexts } from "../i18n/texts.tsx";

type NamedRow = Pick<ExploreRow, "key" | "userName">;

/** What a row of an answer is called in the reader's language; of several dimensions, all of them. */
export function useRowName(): (row: NamedRow) => string {
  const { t, language } = useTexts();
  return (row) => rowName(row, language, t("parts.noProvider"));
}

/** What a row's value of one dimension is called. */
export function useValueName(): (row: NamedRow, dimension: Dimension) => string {
  const { t, language } = useTexts();
  return (row, dimension) => valueName(row, dimension, language) ?? t("parts.noProvider");
}

export function rowName(row: NamedRow, language: Language, noProvider: string): string {
  return DIMENSIONS.filter((dimension) => row.key[dimension] !== undefined)
    .map((dimension) => valueName(row, dimension, language) ?? noProvider)
    .join(" · ");
}

function valueName({ key, userName }: NamedRow, dimension: Dimension, language: Language): string | undefined {
  const value = key[dimension] ?? undefined;
  if (value === undefined) return undefined;
  if (dimension === "feature") return featureName(value, language);
  if (dimension !== "user") return value;
  return value === BATCH_USER_ID ? batchUserName(language) : (userName ?? value);
}
