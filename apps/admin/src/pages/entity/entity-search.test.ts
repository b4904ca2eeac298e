import { describe, expect, it } from "vitest";
import { parseEntitySearch, splitsOf } from "./entity-search.ts";

describe("parseEntitySearch", () => {
  it("reads the split", () => {
    expect(parseEntitySearch({ split: "model", range: "7d" })).toEqual({ split: "model" });
  });

  it("reads whether the course is shown in figures", () => {
    expect(parseEntitySearch({ chart: "table" })).toEqual({ chart: "table" });
    expect(parseEntitySearch({ chart: "bars" })).toEqual({});
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
