import { describe, expect, it } from "vitest";
import { aggregateLogs } from "./aggregate-logs.ts";

const RANGE = { startDate: "2023-11-16", endDate: "2023-11-17" };
const LOG = {
  userId: null,
  feature: "code_completion",
  model: "gpt-4-turbo",
  inputTokens: 4808,
  outputTokens: 10,
  costEur: "0.0445096",
  success: true,
  createdAt: "2023-11-16T18:17:03.9799600Z",
};

describe("aggregateLogs", () => {
  it("counts a call on the firm's own day", () => {
    expect(aggregateLogs([LOG], "UTC", RANGE).days[0]?.day).toBe("2023-11-16");
    expect(aggregateLogs([LOG], "Asia/Kathmandu", RANGE).days[0]?.day).toBe("2023-11-17");
  });

  it("counts a call without a cost as unpriced, and a failed one as a call", () => {
    const [day] = aggregateLogs([LOG, { ...LOG, costEur: null, success: false }], "UTC", RANGE).days;
    expect(day).toMatchObject({ calls: 2n, failedCalls: 1n, unpricedCalls: 1n, inputTokens: 9616n, outputTokens: 20n });
    expect(day?.cost.toFixed()).toBe("0.0445096");
  });

  it("leaves out the calls of other days", () => {
    expect(aggregateLogs([{ ...LOG, createdAt: "2023-11-18T00:00:00Z" }], "UTC", RANGE)).toEqual({
      days: [],
      hours: [],
      features: [],
      users: [],
      models: [],
    });
  });
});
