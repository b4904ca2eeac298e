import { describe, expect, it } from "vitest";
import { describeIssues } from "./describe-issues.ts";
import { usageLogSchema } from "./usage-log.ts";

const LOG = {
  id: "call-1",
  userId: null,
  feature: "assistant_chat",
  model: "gpt-4o",
  inputTokens: 10,
  outputTokens: 5,
  costEur: "0.0123",
  success: true,
  createdAt: "2023-11-16T18:17:03.9799600Z",
};

function faultsOf(change: object): string {
  const parsed = usageLogSchema.safeParse({ ...LOG, ...change });
  return parsed.success ? "" : describeIssues(parsed.error);
}

describe("usageLogSchema", () => {
  it("takes a call of seven digits after the second, and one with an offset", () => {
    expect(faultsOf({})).toBe("");
    expect(faultsOf({ createdAt: "2026-11-24T10:00:00+05:45" })).toBe("");
    expect(faultsOf({ createdAt: "1970-01-03T00:00:00+15:59" })).toBe("");
  });

  it("takes a call without a cost as unpriced", () => {
    expect(faultsOf({ costEur: null })).toBe("");
  });

  it.each([
    ["id", ""],
    ["id", "a\0b"],
    ["feature", "\uD800"],
    ["model", "x".repeat(201)],
    ["userId", "batch"],
    ["inputTokens", -1],
    ["inputTokens", 1.5],
    ["outputTokens", Number.NaN],
    ["outputTokens", 2 ** 63],
    ["costEur", "1,5"],
    ["costEur", "-1"],
    ["costEur", "NaN"],
    ["costEur", "1e400"],
    ["costEur", "0.1234567890123"],
    ["costEur", "1234567890123"],
    ["success", "yes"],
    ["createdAt", "2026-11-24"],
    ["createdAt", "2026-11-24T10:00:00"],
    ["createdAt", "2026-02-30T10:00:00Z"],
    ["createdAt", "1969-12-31T23:59:59Z"],
    ["createdAt", "1970-01-02T00:00:00+14:00"],
    ["createdAt", "9998-12-30T00:00:00-15:00"],
    ["createdAt", "9999-12-31T23:59:59Z"],
    ["createdAt", "2026-11-24T10:00:00.1234567890Z"],
    ["createdAt", "2026-11-24T10:00:00+16:00"],
    ["cost", 1],
  ])("refuses %s %j and names the field", (field, value) => {
    expect(faultsOf({ [field]: value })).toContain(field);
  });

  it.each([
    [{ id: undefined }, "id: is missing"],
    [{ inputTokens: "abc" }, "inputTokens: must be a whole number"],
    [{ outputTokens: 1e15 }, "outputTokens: must be at most 1000000000000"],
    [{ costEur: 0.5 }, "costEur: must be a decimal of EUR as text"],
    [{ success: 1 }, "success: must be true or false"],
    [{ createdAt: 5 }, "createdAt: must be an ISO 8601 instant with Z or an offset, such as 2026-11-24T09:30:00Z"],
    [{ cost: 1, price: 2 }, 'unknown field "cost", "price"'],
  ])("says of %j what it must be", (change, message) => {
    expect(faultsOf(change)).toBe(message);
  });
});
