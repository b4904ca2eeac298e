import fc from "fast-check";
import { addDays, DIMENSIONS, exploreQuerySchema, GRANULARITIES } from "usage-core";
import { describe, expect, it } from "vitest";
import { parsePlainSearch, stringifyPlainSearch } from "../../routes/plain-search.ts";
import { bySearch, exploreQuestions, groupByOf, parseExploreSearch, stepOf, TOPS } from "./explore-search.ts";

const november = { startDate: "2026-11-01", endDate: "2026-11-24" };

describe("parseExploreSearch", () => {
  it("reads all that can be chosen", () => {
    const search = {
      by: ["model", "user"],
      provider: ["openai", ""],
      step: "week",
      measure: "tokens",
      top: 50,
      compare: "monthBefore",
      chart: "lines",
      sort: "-cost",
    };
    expect(parseExploreSearch({ ...search, top: "50" })).toEqual(search);
    expect(parseExploreSearch(parsePlainSearch(stringifyPlainSearch(search)))).toEqual(search);
  });

  it.each([
    [{}],
    [{ by: "colour", step: "year", measure: "joy", top: "0", compare: "never", chart: "pie", sort: "a b" }],
    [{ by: ["feature"], measure: "cost", top: "8", chart: "bars" }],
    [{ top: "5001" }],
    [{ top: "1.5" }],
    [{ feature: "", user: 3 }],
  ])("drops what is not known, and what goes without saying: %j", (raw) => {
    expect(parseExploreSearch(raw)).toEqual({});
  });

  it("takes as many rows as the builder offers", () => {
    for (const top of TOPS)
      expect(exploreQuestions(parseExploreSearch({ top: String(top) }), november).table.top).toBe(top);
  });

  it("never asks what the API refuses, whatever the address says, and means the same on the way back", () => {
    const raw = fc.dictionary(
      fc.constantFrom("by", "step", "measure", "top", "compare", "chart", "sort", ...DIMENSIONS),
      fc.oneof(
        fc.constantFrom(...DIMENSIONS, ...GRANULARITIES, "none", "7", "1000", "monthBefore"),
        fc.string(),
        fc.anything(),
      ),
    );
    fc.assert(
      fc.property(raw, fc.nat(399), (address, days) => {
        const search = parseExploreSearch(address);
        const range = { startDate: "2026-01-01", endDate: addDays("2026-01-01", days) };
        const questions = exploreQuestions(search, range);
        for (const question of [questions.table, questions.course]) {
          expect(exploreQuerySchema.safeParse(question).error).toBeUndefined();
        }
        expect(parseExploreSearch(parsePlainSearch(stringifyPlainSearch({ ...search })))).toEqual(search);
      }),
    );
  });
});

describe("the dimensions in the address", () => {
  it("keep their order, and tell none from the usual one", () => {
    expect(groupByOf(parseExploreSearch({ by: ["user", "feature", "user"] }))).toEqual(["user", "feature"]);
    expect(groupByOf({ by: bySearch([]) })).toEqual([]);
    expect(groupByOf({})).toEqual(["feature"]);
  });
});

describe("stepOf", () => {
  it("takes hours only of at most 31 days", () => {
    expect(stepOf({ step: "hour" }, november)).toBe("hour");
    expect(stepOf({ step: "hour" }, { startDate: "2026-10-01", endDate: "2026-11-24" })).toBe("day");
  });

  it("shows a single day by the hour", () => {
    expect(stepOf({}, { startDate: "2026-11-24", endDate: "2026-11-24" })).toBe("hour");
    expect(stepOf({}, november)).toBe("day");
  });
});

describe("exploreQuestions", () => {
  it("asks once where the course of every row is small enough, else without it for the table", () => {
    const few = exploreQuestions({ top: 100 }, november);
    expect(few.table).toBe(few.course);
    const many = exploreQuestions({ top: 1000 }, november);
    expect(many.table).not.toHaveProperty("granularity");
    expect(many.course.top).toBe(100);
  });
});
