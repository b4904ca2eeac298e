import fc from "fast-check";
import OpenAI from "openai";
import { checkUsageLog } from "usage-core";
import { describe, expect, it } from "vitest";
import { fromError } from "./from-error.ts";

const CONTEXT = { feature: "assistant_chat", provider: "openai", model: "gpt-4o" };

class APIError extends Error {
  readonly status: number | undefined;
  readonly type: string | null;

  constructor(status: number | undefined, type: string | null) {
    super("failed");
    this.status = status;
    this.type = type;
  }
}

describe("fromError", () => {
  it("records a failed call, of no tokens", () => {
    expect(fromError(new APIError(529, "overloaded_error"), { ...CONTEXT, latencyMs: 40 })).toEqual({
      ...CONTEXT,
      inputTokens: 0,
      outputTokens: 0,
      success: false,
      errorCode: "overloaded_error",
      latencyMs: 40,
    });
  });

  it.each([
    [
      OpenAI.APIError.generate(429, { error: { code: "insufficient_quota" } }, "quota", new Headers()),
      "insufficient_quota",
    ],
    [OpenAI.APIError.generate(503, {}, "busy", new Headers()), "503"],
    [new OpenAI.APIConnectionTimeoutError(), "APIConnectionTimeoutError"],
    [new APIError(429, null), "429"],
    [new APIError(undefined, null), "APIError"],
    [Object.assign(new Error("reset"), { code: "ECONNRESET" }), "ECONNRESET"],
    [new DOMException("late", "TimeoutError"), "TimeoutError"],
    [new TypeError("fetch failed"), "TypeError"],
    [new Error("?"), "Error"],
    ["thrown text", null],
    [undefined, null],
  ])("names %s %s", (error, errorCode) => {
    expect(fromError(error, CONTEXT).errorCode).toBe(errorCode);
  });

  it("never throws, and gives what the ledger takes", () => {
    const anyError = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true }),
      fc.record({ code: fc.string({ unit: "binary", maxLength: 250 }) }),
    );
    fc.assert(
      fc.property(anyError, (error) => {
        const call = { ...fromError(error, CONTEXT), id: "a", createdAt: "2026-11-24T09:30:00Z" };
        expect(checkUsageLog(call)).toHaveProperty("log");
      }),
    );
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(fromError(proxy, CONTEXT).errorCode).toBeNull();
  });
});
