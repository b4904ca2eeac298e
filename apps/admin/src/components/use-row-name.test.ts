import { describe, expect, it } from "vitest";
import { rowId } from "./row-id.ts";
import { rowName, sharedNames } from "./use-row-name.ts";

describe("rowName", () => {
  it.each([
    [{ key: { feature: "search_index" } }, "Search Indexing"],
    [{ key: { user: "batch" }, userName: "Procese automate" }, "Batch jobs"],
    [{ key: { user: "u1" } }, "u1"],
    [{ key: { provider: null } }, "Provider not told"],
    [{ key: { model: "gpt", user: "u1" }, userName: "Ana" }, "Ana · gpt"],
  ])("of %j is %s", (row, name) => {
    expect(rowName(row, "en", "Provider not told")).toBe(name);
  });

  it("tells values of one name by their ids", () => {
    const rows = [
      { key: { feature: "a_b", user: "u1" }, userName: "Ana" },
      { key: { feature: "a-b", user: "u1" }, userName: "Ana" },
      { key: { feature: "chat", user: "u2" }, userName: "Ana" },
    ];
    const names = rows.map((row) => rowName(row, "en", "", sharedNames(rows, "en")));
    expect(names).toEqual(["A b (a_b) · Ana (u1)", "A b (a-b) · Ana (u1)", "Chat · Ana (u2)"]);
  });
});

describe("rowId", () => {
  it("is the same whatever the order, and tells null from absent", () => {
    expect(rowId({ model: "a", user: "b" })).toBe(rowId({ user: "b", model: "a" }));
    expect(rowId({ provider: null })).not.toBe(rowId({}));
  });
});
