import { describe, expect, it } from "vitest";
import { parsePlainSearch, stringifyPlainSearch } from "./plain-search.ts";

describe("the plain search", () => {
  it("keeps ids that look like numbers or JSON as they are", () => {
    for (const firm of ["42", "true", '{"a":1}', "a&b=c d/ă", "007"]) {
      expect(parsePlainSearch(stringifyPlainSearch({ firm }))).toEqual({ firm });
    }
  });

  it("keeps a list, in its order", () => {
    expect(stringifyPlainSearch({ model: ["a,b", "", "a b"] })).toBe("?model=a%2Cb&model=&model=a+b");
    expect(parsePlainSearch("?model=a%2Cb&x=1&model=&model=a+b")).toEqual({ model: ["a,b", "", "a b"], x: "1" });
  });

  it("leaves out what is not there", () => {
    expect(stringifyPlainSearch({ firm: undefined })).toBe("");
    expect(stringifyPlainSearch({ firm: "acme", day: undefined })).toBe("?firm=acme");
  });
});
