import { describe, expect, it } from "vitest";
import { openDay, parseOverviewSearch } from "./overview-search.ts";

describe("parseOverviewSearch", () => {
  it("reads the open day", () => {
    expect(parseOverviewSearch({ day: "2026-11-03", range: "7d" })).toEqual({ day: "2026-11-03" });
  });

  it("reads how the spend is told apart, in which steps, and what is shown in full", () => {
    const search = { split: "model", step: "week", all: "user" };
    expect(parseOverviewSearch(search)).toEqual(search);
    expect(parseOverviewSearch({ split: "feature" })).toEqual({});
  });

  it("reads how all rows are sorted and searched, where they are shown", () => {
    const search = { all: "user", sort: "-calls", find: "ana" };
    expect(parseOverviewSearch(search)).toEqual(search);
    expect(parseOverviewSearch({ sort: "-calls", find: "ana" })).toEqual({});
    expect(parseOverviewSearch({ all: "user", sort: "-cost", find: "" })).toEqual({ all: "user" });
  });

  it("reads which charts are shown in figures, one or more, each once", () => {
    expect(parseOverviewSearch({ table: "month" })).toEqual({ table: ["month"] });
    const day = "2026-11-03";
    const table = ["hours", "spend", "x", "hours"];
    expect(parseOverviewSearch({ day, table })).toEqual({ day, table: ["spend", "hours"] });
  });

  it("keeps nothing of a day's hours when no day is open", () => {
    expect(parseOverviewSearch({ table: ["spend", "hours"] })).toEqual({ table: ["spend"] });
    expect(parseOverviewSearch({ table: "hours" })).toEqual({});
  });

  it.each([
    [{}],
    [{ table: "heat" }],
    [{ day: "2026-02-30" }],
    [{ day: "tomorrow" }],
    [{ day: 3 }],
    [{ split: "colour", step: "hour", all: "yes" }],
  ])("drops what is no day: %j", (raw) => {
    expect(parseOverviewSearch(raw)).toEqual({});
  });
});

describe("openDay", () => {
  const range = { startDate: "2026-11-01", endDate: "2026-11-30" };

  it("is the day of the address", () => {
    expect(openDay({ day: "2026-11-03" }, range, "2026-11-24")).toBe("2026-11-03");
  });

  it.each(["2026-10-31", "2026-12-01", "2026-11-25", undefined])("is none for %s", (day) => {
    expect(openDay({ day }, range, "2026-11-24")).toBeUndefined();
  });
});
