import type { ReactNode } from "react";
import type { Explore, Language } from "usage-core";
import { describe, expect, it } from "vitest";
import { render } from "../testing/render.tsx";
import { BreakdownTable } from "./breakdown/breakdown-table.tsx";
import { FullBreakdown } from "./breakdown/full-breakdown.tsx";
import { HourlyTable } from "./hours/hourly-table.tsx";
import { monthLine } from "./month/month-line.ts";
import { MonthTable } from "./month/month-table.tsx";
import { paceOf } from "./pace/pace.ts";

const UNPRICED = { cost: 0, tokens: 120, calls: 2, unpricedCalls: 2 };
const PARTLY = { cost: 1.25, tokens: 120, calls: 2, unpricedCalls: 1 };
const FREE = { cost: 0, tokens: 120, calls: 2, unpricedCalls: 0 };

const ANSWER = { asOf: "2026-11-24T10:00:00Z", timeZone: "Europe/Bucharest", cacheAgeMs: 0, unpricedCalls: 3 };

/** An answer with these figures as its providers, and as its days. */
function exploreOf(parts: readonly (typeof UNPRICED)[]): Explore {
  const series = parts.map((part) => ({ ...part, failedCalls: 0 }));
  const total = series.reduce((sum, part) => ({
    cost: sum.cost + part.cost,
    tokens: sum.tokens + part.tokens,
    calls: sum.calls + part.calls,
    unpricedCalls: sum.unpricedCalls + part.unpricedCalls,
    failedCalls: 0,
  }));
  return {
    buckets: series.map((_, index) => {
      const date = `2026-11-0${index + 1}`;
      return { start: date, startDate: date, endDate: date };
    }),
    rows: series.map((figures, index) => ({
      key: { provider: `p${index}` },
      figures,
      previous: null,
      series: [],
      percentOfTotal: 0,
    })),
    other: null,
    total: { figures: total, previous: null, series },
    previousRange: null,
  };
}

/** The texts and the tooltips of the table's cells. */
async function shown(language: Language, content: ReactNode) {
  const html = await render(language, content);
  const cells = [...html.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, text]) => text?.replace(/<[^>]*>/g, ""));
  return { html, cells, titles: [...html.matchAll(/<td[^>]* title="([^"]*)"/g)].map(([, title]) => title) };
}

const LANGUAGES = [
  ["en", "unpriced", "€0.00", "€1.25", "1 call has no price and adds nothing to the cost."],
  ["ro", "fără preț", "0,00 €", "1,25 €", "1 apel nu are preț și nu adaugă nimic la cost."],
] as const;

describe.each(LANGUAGES)("in %s, a cost of unpriced calls alone", (language, unpriced, zero, known, note) => {
  it("is no amount in the hours' table", async () => {
    const hours = [UNPRICED, FREE].map((usage, index) => ({ hour: `2026-11-24T0${index}:00:00+02:00`, ...usage }));
    const table = (
      <HourlyTable firmId="acme" day="2026-11-24" hours={hours} labels={new Map()} date="24" answer={ANSWER} />
    );
    const { cells } = await shown(language, table);
    expect([cells[0], cells[3]]).toEqual([unpriced, zero]);
  });

  it("is no amount in a breakdown, and has no share", async () => {
    const question = { firmId: "acme", range: { startDate: "2026-11-01", endDate: "2026-11-24" } };
    const answer = { ...ANSWER, data: exploreOf([PARTLY, UNPRICED]) };
    const table = <BreakdownTable dimension="provider" question={question} answer={answer} />;
    const { cells, titles } = await shown(language, table);
    expect([cells[1], cells[5], cells[6]]).toEqual([known, "–", unpriced]);
    expect(titles).toContain(note);
  });

  it("is no amount among all rows, below which other and the total stay", async () => {
    const explore = exploreOf([PARTLY, UNPRICED]);
    const figures = { ...UNPRICED, failedCalls: 0 };
    const answer = {
      ...ANSWER,
      data: { ...explore, other: { keys: 17, figures, previous: null, series: [], percentOfTotal: 0 } },
    };
    const view = { sort: undefined, onSort: () => {}, find: undefined, onFind: () => {} };
    const question = { firmId: "acme", range: { startDate: "2026-11-01", endDate: "2026-11-24" } };
    const table = <FullBreakdown dimension="provider" question={question} answer={answer} {...view} />;
    const { html, cells, titles } = await shown(language, table);
    // Of each row: share, cost, change, tokens, calls, failed calls.
    expect([cells[1], cells[6], cells[7], cells[12], cells[13], cells[19]]).toEqual([
      known,
      "–",
      unpriced,
      "–",
      unpriced,
      known,
    ]);
    expect(titles).toContain(note);
    expect(html).toContain('aria-rowcount="5"');
    expect(html).toContain('<tr aria-rowindex="5">');
  });

  it("is no amount in the month's table, neither so far nor at the pace", async () => {
    const days = [{ date: "2026-11-01", ...UNPRICED }];
    const answer = { asOf: "2026-11-02T10:00:00Z", timeZone: "Europe/Bucharest" };
    const pace = paceOf(days, answer, { projectedMonthEnd: 0, projectionUnpricedCalls: 2 });
    const { cells } = await shown(
      language,
      <MonthTable {...{ pace, points: monthLine(days, pace), month: "November", firmId: "acme", answer: ANSWER }} />,
    );
    expect(new Set(cells)).toEqual(new Set([unpriced, "–"]));
  });
});
