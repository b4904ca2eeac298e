import { describe, expect, it } from "vitest";
import { parseFirmsSearch, searchOf, sortOf } from "./firms-search.ts";

describe("the order of the firms in the address", () => {
  it("is the dearest first unless it says otherwise", () => {
    expect(sortOf(parseFirmsSearch({}))).toEqual({ column: "cost", descending: true });
    expect(searchOf({ column: "cost", descending: true })).toEqual({ sort: undefined, order: undefined });
  });

  it("survives the way there and back", () => {
    for (const sort of [
      { column: "name", descending: false },
      { column: "calls", descending: true },
      { column: "change", descending: false },
      { column: "cost", descending: false },
    ]) {
      expect(sortOf(parseFirmsSearch({ ...searchOf(sort) }))).toEqual(sort);
    }
  });

  it.each([
    { sort: "colour" },
    { sort: 7, order: "up" },
    { sort: ["name"] },
    { q: "" },
    { q: ["a"] },
    { q: "x".repeat(201) },
    { q: "\ud800" },
  ])("drops what is not known: %j", (raw) => {
    expect(parseFirmsSearch(raw)).toEqual({});
  });

  it("holds who is searched for", () => {
    expect(parseFirmsSearch({ q: "Țara & co", sort: "name" })).toEqual({ q: "Țara & co", sort: "name" });
  });
});
