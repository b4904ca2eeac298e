import { describe, expect, it } from "vitest";
import { boundedMemo } from "./bounded-memo.ts";

describe("boundedMemo", () => {
  it("computes a value once, and forgets the oldest beyond its limit", () => {
    const computed: string[] = [];
    const length = boundedMemo(2, (key) => {
      computed.push(key);
      return key === "none" ? undefined : key.length;
    });
    expect([length("none"), length("none"), length("ab")]).toEqual([undefined, undefined, 2]);
    expect(computed).toEqual(["none", "ab"]);
    length("abc");
    length("ab");
    length("none");
    expect(computed).toEqual(["none", "ab", "abc", "none"]);
  });
});
