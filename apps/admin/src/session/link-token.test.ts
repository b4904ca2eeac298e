import { describe, expect, it } from "vitest";
import { linkTokenOf } from "./link-token.ts";

describe("linkTokenOf", () => {
  it("reads the token of a sign-in link's fragment", () => {
    expect(linkTokenOf("#token=eyJhbGciOi.J9_-x")).toBe("eyJhbGciOi.J9_-x");
  });

  it.each(["", "#", "#token=", "#content", "#other=1"])("finds none in %j", (fragment) => {
    expect(linkTokenOf(fragment)).toBeNull();
  });
});
