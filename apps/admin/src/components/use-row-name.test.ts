import { describe, expect, it } from "vitest";
import { rowId } from "./row-id.ts";
import { rowName } from "./use-row-name.ts";

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
});

describe("rowId", () => {
  it("is the same whatever the order, and tells null from absent", () => {
    expect(rowId({ model: "a", user: "b" })).toBe(rowId({ user: "b", model: "a" }));
    expect(rowId({ provider: null })).not.toBe(rowId({}));
  });
});
