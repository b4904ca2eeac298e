import { MAX_TOP } from "usage-core";
import { describe, expect, it } from "vitest";
import { overviewQuestions, TOP_ROWS } from "./overview-questions.ts";

const november = { startDate: "2026-11-01", endDate: "2026-11-24" };

function asked(search: Parameters<typeof overviewQuestions>[3]) {
  return overviewQuestions("acme", november, "2026-11-24", search);
}

describe("overviewQuestions", () => {
  it("compares the month so far with the same days of the month before", () => {
    const { figures, breakdown } = asked({});
    expect(figures.compareWith).toBe("monthBefore");
    expect(breakdown("user").compareWith).toBe("monthBefore");
  });

  it("compares nothing of which no day is over", () => {
    const today = { startDate: "2026-11-24", endDate: "2026-11-24" };
    const { figures, breakdown } = overviewQuestions("acme", today, "2026-11-24", {});
    expect([figures.compareWith, breakdown("user").compareWith]).toEqual([undefined, undefined]);
    expect(overviewQuestions("acme", today, "2026-11-25", {}).figures.compareWith).toBe("previousPeriod");
  });

  it("sees the current month against the five before, whatever the period", () => {
    expect(asked({}).months.range).toEqual({ startDate: "2026-06-01", endDate: "2026-11-24" });
    const january = overviewQuestions("acme", november, "2027-01-31", {});
    expect(january.months.range).toEqual({ startDate: "2026-08-01", endDate: "2027-01-31" });
  });

  it("asks for all rows of one breakdown alone", () => {
    const { breakdown } = asked({ all: "user" });
    expect(breakdown("user").top).toBe(MAX_TOP);
    expect(breakdown("feature").top).toBe(TOP_ROWS);
  });

  it("splits the spend as the address says", () => {
    expect(asked({}).spend).toMatchObject({ groupBy: ["feature"], granularity: "day" });
    expect(asked({ split: "model", step: "week" }).spend).toMatchObject({ groupBy: ["model"], granularity: "week" });
  });
});
