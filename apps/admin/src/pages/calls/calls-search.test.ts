import fc from "fast-check";
import { callsQuerySchema } from "usage-core";
import { describe, expect, it } from "vitest";
import { ownSearch } from "../../routes/own-search.ts";
import { parsePlainSearch, stringifyPlainSearch } from "../../routes/plain-search.ts";
import {
  type CallsSearch,
  callsQuestion,
  isFiltered,
  parseCallsSearch,
  typedAmount,
  withinPeriod,
} from "./calls-search.ts";

const range = { startDate: "2026-11-01", endDate: "2026-11-30" };

describe("parseCallsSearch", () => {
  it("comes back from the address as it went there", () => {
    const search = {
      feature: ["chat"],
      user: ["ana", "a&b"],
      provider: ["", "openai"],
      failed: "1",
      min: "0.000000000001",
      max: "12",
      finding: "lateCalls",
      hour: "2026-11-03T14:00:00+02:00",
      callId: "abc",
      call: "abc-1",
    };
    expect(parseCallsSearch(parsePlainSearch(stringifyPlainSearch(search)))).toEqual(search);
  });

  it("drops what is not valid, and bounds that contradict the rest", () => {
    expect(parseCallsSearch({ model: "", failed: "yes", min: "1e3", hour: "noon", call: "\0" })).toEqual({});
    expect(parseCallsSearch({ min: "2", max: "1" })).toEqual({ min: "2" });
    expect(parseCallsSearch({ min: "2", max: "3", unpriced: "1" })).toEqual({ unpriced: "1" });
    expect(parseCallsSearch({ min: "2", reason: "no_rate", finding: "lies" })).toEqual({ reason: "no_rate" });
  });

  it("makes a question that the API takes, whatever the address says", () => {
    const texts = [
      "conflicts",
      "1",
      "0.5",
      "2",
      "",
      "a\0b",
      "\ud800",
      "x".repeat(201),
      "2026-11-03T14:00:00Z",
      "2026-11-03T14:00+02:00",
    ];
    const text = fc.constantFrom(
      ...texts,
      "2026-02-30T10:00:00Z",
      "2026-11-03T25:00:00Z",
      "2026-11-03T14:00:00.5+02:00",
    );
    const value = fc.oneof(text, fc.array(text, { maxLength: 3 }));
    const names = [
      "feature",
      "user",
      "model",
      "provider",
      "failed",
      "unpriced",
      "reason",
      "finding",
      "voided",
      "min",
      "max",
      "hour",
      "callId",
    ];
    const address = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(address, (raw) => {
        const asked = callsQuerySchema.safeParse(callsQuestion(parseCallsSearch(raw), range));
        expect(asked.error?.issues ?? []).toEqual([]);
      }),
    );
  });
});

describe("isFiltered", () => {
  it("goes by what is left of an address, not by what it had", () => {
    const read = ownSearch<CallsSearch>(parseCallsSearch);
    expect(isFiltered(read({ failed: "1", range: "7d" }))).toBe(true);
    expect(isFiltered(read({ failed: "yes", utm: "1", range: "7d" }))).toBe(false);
    expect(isFiltered(read({ call: "abc" }))).toBe(false);
  });
});

describe("withinPeriod", () => {
  const hour = "2026-11-03T14:00:00+02:00";

  it("leaves out an hour that another period has not", () => {
    expect(withinPeriod({ hour, failed: "1" }, range, "Europe/Bucharest")).toEqual({ hour, failed: "1" });
    const october = { startDate: "2026-10-01", endDate: "2026-10-31" };
    expect(withinPeriod({ hour, failed: "1" }, october, "Europe/Bucharest")).toEqual({ failed: "1" });
  });

  it("goes by the firm's days, and by where its hours begin", () => {
    const day = { startDate: "2026-11-03", endDate: "2026-11-03" };
    const midnight = "2026-11-02T22:00:00Z";
    expect(withinPeriod({ hour: midnight }, day, "Europe/Bucharest")).toEqual({ hour: midnight });
    expect(withinPeriod({ hour }, day, "Asia/Kolkata")).toEqual({});
  });
});

describe("typedAmount", () => {
  it("takes a comma for a point", () => {
    expect(typedAmount(" 0,05 ")).toBe("0.05");
    expect(typedAmount("-1")).toBeUndefined();
    expect(typedAmount("1,2,3")).toBeUndefined();
  });
});
