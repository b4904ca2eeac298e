import { describe, expect, it } from "vitest";
import { usage } from "../test/usage.ts";
import { batchUserName, userCosts, userNameIn } from "./user-costs.ts";

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

describe("batchUserName", () => {
  it("is there in Romanian and English", () => {
    expect([batchUserName("ro"), batchUserName("en")]).toEqual(["Procese automate", "Batch jobs"]);
  });
});

describe("userNameIn", () => {
  it("names batch jobs in the reader's language, and everyone else as the answer does", () => {
    expect(userNameIn("en", { userId: "batch", userName: "Procese automate" })).toBe("Batch jobs");
    expect(userNameIn("en", { userId: "u-1", userName: "Ana" })).toBe("Ana");
  });
});
