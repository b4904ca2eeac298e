import { describe, expect, it } from "vitest";
import { parseEntitySearch, splitsOf } from "./entity-search.ts";

describe("parseEntitySearch", () => {
  it("reads the split", () => {
    expect(parseEntitySearch({ split: "model", range: "7d" })).toEqual({ split: "model" });
  });

  it.each([[{}], [{ split: "colour" }], [{ split: ["model"] }], [{ split: 3 }]])("drops what is none: %j", (raw) => {
    expect(parseEntitySearch(raw)).toEqual({});
  });
});

describe("splitsOf", () => {
  it("leaves out the dimension itself", () => {
    expect(splitsOf("user")).toEqual(["feature", "model", "provider"]);
  });
});
