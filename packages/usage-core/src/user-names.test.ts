import { describe, expect, it } from "vitest";
import { batchUserName, userNameIn } from "./user-names.ts";

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
