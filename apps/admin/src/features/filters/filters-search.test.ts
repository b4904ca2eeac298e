import fc from "fast-check";
import { usageFiltersSchema } from "usage-core";
import { describe, expect, it } from "vitest";
import { filtersOf, filtersOfKey, filtersSearch, parseFiltersSearch } from "./filters-search.ts";

describe("parseFiltersSearch", () => {
  it("reads one value and several, each once", () => {
    expect(parseFiltersSearch({ model: "gpt-4o", user: ["ana", "batch", "ana"], range: "7d" })).toEqual({
      model: ["gpt-4o"],
      user: ["ana", "batch"],
    });
  });

  it("takes an empty text for the provider that was not told, and for nothing else", () => {
    expect(parseFiltersSearch({ provider: ["", "openai"], feature: "" })).toEqual({ provider: ["", "openai"] });
  });

  it("never makes filters that the API refuses, and loses none on the way back", () => {
    const raw = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string(), { maxLength: 120 }), fc.anything());
    fc.assert(
      fc.property(fc.record({ feature: raw, user: raw, model: raw, provider: raw }), (address) => {
        const search = parseFiltersSearch(address);
        const filters = filtersOf(search);
        expect(usageFiltersSchema.safeParse(filters).error).toBeUndefined();
        expect(parseFiltersSearch(filtersSearch(filters))).toEqual(search);
      }),
    );
  });
});

describe("filtersOfKey", () => {
  it("narrows the filters to a row's calls", () => {
    const filters = { user: ["ana", "ion"], feature: ["search"] };
    expect(filtersOfKey(filters, { user: "ana", provider: null })).toEqual({
      user: ["ana"],
      feature: ["search"],
      provider: [null],
    });
  });
});
