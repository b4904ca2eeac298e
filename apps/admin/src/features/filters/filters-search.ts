import { DIMENSIONS, type Dimension, isIdentifier, MAX_FILTER_VALUES, type UsageFilters } from "usage-core";

/** The filters in the address. An empty text stands for the provider that was not told. */
export type FiltersSearch = { readonly [Name in Dimension]?: readonly string[] | undefined };

/** Reads the address. What cannot be a value is dropped. */
export function parseFiltersSearch(raw: Readonly<Record<string, unknown>>): FiltersSearch {
  const search: { [Name in Dimension]?: readonly string[] } = {};
  for (const dimension of DIMENSIONS) {
    const values = valuesOf(raw[dimension], dimension);
    if (values.length > 0) search[dimension] = values;
  }
  return search;
}

function valuesOf(raw: unknown, dimension: Dimension): string[] {
  const texts = (Array.isArray(raw) ? raw : [raw]).filter((value) => typeof value === "string");
  const values = texts.filter((text) => isFilterValue(text, dimension));
  return [...new Set(values)].slice(0, MAX_FILTER_VALUES);
}

/** Whether a call can have this value. An empty text stands for the provider that was not told. */
export function isFilterValue(text: string, dimension: Dimension): boolean {
  return text === "" ? dimension === "provider" : isIdentifier(text);
}

/** The filters as a question has them. */
export function filtersOf({ feature, user, model, provider }: FiltersSearch): UsageFilters {
  return {
    ...(feature && { feature: [...feature] }),
    ...(user && { user: [...user] }),
    ...(model && { model: [...model] }),
    ...(provider && { provider: provider.map((value) => (value === "" ? null : value)) }),
  };
}

/** Filters as the address has them. Every dimension is named, so that they replace what filters it had: `{}` clears them. */
export function filtersSearch({ feature, user, model, provider }: UsageFilters): Required<FiltersSearch> {
  return { feature, user, model, provider: provider?.map((value) => value ?? "") };
}

export function isFiltered(search: FiltersSearch): boolean {
  return DIMENSIONS.some((dimension) => search[dimension] !== undefined);
}

/** The filters narrowed to the calls of one key. */
export function filtersOfKey(
  filters: UsageFilters,
  { feature, user, model, provider }: { readonly [Name in Dimension]?: string | null | undefined },
): UsageFilters {
  return {
    ...filters,
    ...(typeof feature === "string" && { feature: [feature] }),
    ...(typeof user === "string" && { user: [user] }),
    ...(typeof model === "string" && { model: [model] }),
    ...(provider !== undefined && { provider: [provider] }),
  };
}
