import type { Call } from "usage-core";
import { describe, expect, it } from "vitest";
import { newCalls } from "./new-calls.ts";

function call(id: string, minute: number): Call {
  return {
    id,
    createdAt: new Date(Date.UTC(2026, 10, 3, 14, minute)).toISOString(),
    userId: "ana",
    userName: "Ana",
    feature: "chat",
    model: "gpt-4o",
    provider: null,
    inputTokens: 1,
    outputTokens: 1,
    cost: null,
    success: true,
    errorCode: null,
    latencyMs: null,
    source: "api",
    unpricedReason: "not_told",
    voided: false,
  };
}

describe("newCalls", () => {
  const listed = [call("c", 3), call("b", 2)];

  it("counts what came at the top, and late in between", () => {
    expect(newCalls([call("e", 5), call("c", 3), call("late", 2), call("b", 2)], listed, false)).toBe(2);
  });

  it("does not take for new what is still to be loaded", () => {
    expect(newCalls([call("c", 3), call("a", 1)], listed, false)).toBe(0);
    expect(newCalls([call("c", 3), call("a", 1)], listed, true)).toBe(1);
  });

  it("finds the first call of an empty list", () => {
    expect(newCalls([call("a", 1)], [], true)).toBe(1);
  });
});
