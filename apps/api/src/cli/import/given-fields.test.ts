import { describe, expect, it } from "vitest";
import { assertGivenFields, type GivenFields, givenValues, NOTHING_GIVEN } from "./given-fields.ts";

function given(change: Partial<GivenFields>): GivenFields {
  return { ...NOTHING_GIVEN, ...change };
}

const MAPPED = new Map([["createdAt", "at"]]);

describe("assertGivenFields", () => {
  it.each([
    [
      given({ columns: MAPPED, values: MAPPED }),
      undefined,
      "--map and --set both give createdAt; leave one of them out.",
    ],
    [given({ columns: MAPPED }), "litellm", "--map goes with CSV files of other tools, not with --format litellm."],
    [given({ isUtc: true }), "csv", "--utc goes with --map createdAt=Column."],
    [
      given({ values: new Map([["id", "azure"]]) }),
      "csv",
      "--set id=azure gives every call the same id: put {line} into it",
    ],
  ])("refuses what contradicts itself: %#", (fields, format, message) => {
    expect(() => assertGivenFields(fields, format)).toThrow(message);
  });

  it("takes what fits", () => {
    expect(() => assertGivenFields(given({ columns: MAPPED, isUtc: true }), "csv")).not.toThrow();
    expect(() => assertGivenFields(given({ values: new Map([["feature", "f"]]) }), "openai")).not.toThrow();
  });
});

describe("givenValues", () => {
  it("types them as the contract does, and numbers ids by their line", () => {
    const values = new Map([
      ["id", "a-{line}-{line}"],
      ["success", "TRUE"],
      ["latencyMs", "12"],
      ["feature", "{line}"],
    ]);
    expect(givenValues(given({ values }), 7)).toEqual({ id: "a-7-7", success: true, latencyMs: 12, feature: "{line}" });
  });
});
