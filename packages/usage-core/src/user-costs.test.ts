import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { userCosts } from "./user-costs.ts";

describe("userCosts", () => {
  it("names known users, shows others by id, and calls without a user as batch jobs", () => {
    const rows = [
      { userId: null, ...usage("3") },
      { userId: "u-1", ...usage("2") },
      { userId: "u-2", ...usage("1") },
    ];
    expect(userCosts(rows, new Map([["u-1", "First User"]])).map(({ userId, userName }) => [userId, userName])).toEqual(
      [
        ["batch", "Procese automate"],
        ["u-1", "First User"],
        ["u-2", "u-2"],
      ],
    );
  });

  it("has no row for a user whose calls were all voided", () => {
    expect(userCosts([{ userId: "u-1", ...usage("0", 0) }], new Map())).toEqual([]);
  });
});
