import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkToRecord, checkUsageLog, describeFaults, sentId } from "./recording.ts";

const CALL = {
  id: "call-1",
  feature: "assistant_chat",
  model: "gpt-4o",
  inputTokens: 10,
  outputTokens: 5,
  success: true,
  createdAt: "2026-11-24T12:00:00Z",
};

function faultsOf(sent: unknown): string {
  const checked = checkUsageLog(sent);
  return "faults" in checked ? describeFaults(checked.faults) : "";
}

describe("checkUsageLog", () => {
  it("fills in what was left out", () => {
    expect(checkUsageLog({ ...CALL, cacheReadTokens: null })).toEqual({
      log: {
        ...CALL,
        userId: null,
        provider: null,
        serviceTier: null,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        reasoningTokens: 0,
        costEur: null,
        costOriginal: null,
        currency: null,
        errorCode: null,
        latencyMs: null,
      },
    });
  });

  it("takes -0 for 0", () => {
    const checked = checkUsageLog({ ...CALL, inputTokens: -0, cacheReadTokens: -0, latencyMs: -0 });
    expect(checked).toMatchObject({ log: { inputTokens: 0, cacheReadTokens: 0, latencyMs: 0 } });
  });

  it.each([
    [{ inputTokens: "1,5" }, 'inputTokens: "1,5" must be a whole number'],
    [{ inputTokens: Number.NaN }, "inputTokens: NaN must be a whole number"],
    [{ outputTokens: Number.POSITIVE_INFINITY }, "outputTokens: Infinity must be a whole number"],
    [{ outputTokens: 2 ** 63 }, "outputTokens: 9223372036854776000 must be at most 1000000000000"],
    [{ feature: "a\0b" }, "NUL"],
    [{ feature: "\uD800" }, "lone surrogates"],
    [{ latencyMs: 1.5 }, "latencyMs: 1.5 must be a whole number of milliseconds"],
    [{ costOriginal: "1" }, "currency: is missing; it goes with costOriginal"],
    [{ costOriginal: "1", currency: "usd" }, 'currency: "usd" must be the code of a currency such as USD'],
    [{ currency: "USD" }, 'currency: "USD" goes with costOriginal; leave it out'],
    [{ costEur: "1", costOriginal: "1", currency: "USD" }, 'costOriginal: "1" goes without costEur'],
    [{ costEur: 1 }, "costEur: 1 must be a decimal of EUR as text"],
    [{ cacheReadTokens: 11 }, "cacheReadTokens: 11 is more than inputTokens (10) holds"],
    [{ cacheReadTokens: 6, cacheWriteTokens: 5 }, "cacheWriteTokens: 5 is more than inputTokens (10) holds"],
    [{ reasoningTokens: 6 }, "reasoningTokens: 6 is more than outputTokens (5) holds"],
    [{ userId: { a: { b: 1 } } }, "userId: an object must be text"],
    [{ tokens: 1, price: 2 }, "tokens: is not a field of a call; leave it out; price: is not a field"],
    [{ feature: "x".repeat(5_000) }, `feature: "${"x".repeat(58)}… must have at most 200 characters`],
  ])("refuses %j and says why", (change, told) => {
    expect(faultsOf({ ...CALL, ...change })).toContain(told);
  });

  it("tells every fault of a call, those between fields too", () => {
    expect(faultsOf({ ...CALL, model: "", outputTokens: -1, cacheReadTokens: 11 })).toMatch(
      /model: .*outputTokens: .*cacheReadTokens: /,
    );
  });

  it("names some of the fields that are not known, shortened, and counts the others", () => {
    const unknown = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field-${index}`, index]));
    const told = faultsOf({ ...CALL, ["x".repeat(1_000_000)]: 1, ...unknown });
    expect(told).toContain("field-0: is not a field of a call; leave it out");
    expect(told).toContain("call: has 99981 more fields that are none of a call; leave them out");
    expect(told.length).toBeLessThan(3_000);
  });

  it("refuses a field that is named as a prototype is", () => {
    expect(faultsOf(JSON.parse('{"__proto__": {"id": "call-1"}}'))).toContain("__proto__");
  });

  it.each([null, undefined, 1, "call", [], [[]], () => 1])("refuses %j, which is no call", (sent) => {
    expect(faultsOf(sent)).toContain("call: ");
  });

  it("never throws, and tells at least one fault or gives a call", () => {
    fc.assert(
      fc.property(fc.anything(), (sent) => {
        const checked = checkUsageLog(sent);
        return "log" in checked || checked.faults.length > 0;
      }),
    );
  });
});

describe("checkToRecord", () => {
  const asOf = Date.parse("2026-11-24T12:00:00Z");
  const faultAt = (createdAt: string, backfill = false) => {
    const checked = checkToRecord({ ...CALL, createdAt }, asOf, { backfill });
    return "faults" in checked ? describeFaults(checked.faults) : undefined;
  };

  it("finds no fault up to 5 minutes ahead and 400 days back", () => {
    expect(faultAt("2026-11-24T12:05:00Z")).toBeUndefined();
    expect(faultAt("2025-10-20T12:00:00Z")).toBeUndefined();
  });

  it("finds one beyond; history takes the scope for it, and the future is never taken", () => {
    expect(faultAt("2026-11-24T12:05:00.001Z", true)).toContain("5 minutes in the future");
    expect(faultAt("2025-10-20T11:59:59.999Z")).toContain("scope backfill");
    expect(faultAt("2025-10-20T11:59:59.999Z", true)).toBeUndefined();
  });

  it("tells what is wrong with the time beside every other fault", () => {
    const checked = checkToRecord({ ...CALL, model: "", createdAt: "2027-01-01T00:00:00Z" }, asOf, { backfill: true });
    expect("faults" in checked && checked.faults.map(({ field }) => field)).toEqual(["model", "createdAt"]);
  });

  it("tells of a time that is none once", () => {
    const checked = checkToRecord({ ...CALL, createdAt: "2027-01-01" }, asOf, { backfill: true });
    expect("faults" in checked && checked.faults.map(({ field }) => field)).toEqual(["createdAt"]);
  });
});

describe("sentId", () => {
  it.each(["call-1", "\u{1F600}".repeat(200)])("gives the id of a call that is bad otherwise: %j", (id) => {
    expect(sentId({ id, model: 1 })).toBe(id);
  });

  it.each([1, "", "x".repeat(201), "\u{D83D}", "\0"])("gives none for %j, which no call can have", (id) => {
    expect(sentId({ id })).toBeNull();
  });
});
