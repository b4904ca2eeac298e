import { addDays, type Explore, type ExploreFigures } from "usage-core";
import { expect, it } from "vitest";
import { render } from "../testing/render.tsx";
import { StackedTable } from "./stacked-table.tsx";

const DAYS = 400;
const USERS = 100;

it("draws only what is in sight of a long exploration: all of its cells would hold the page up for seconds", async () => {
  const html = await render(
    "en",
    <StackedTable label="Calls" measure="calls" granularity="day" explore={explore()} answer={ANSWER} />,
  );
  const heads = [...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, head]) => head);
  expect(heads).toHaveLength(1 + 20 + 2);
  expect(heads.slice(-2)).toEqual(["Other (80)", "Total"]);
  expect(html.match(/<td/g)?.length).toBeLessThan(1_000);
  // The spacers for the other rows, and how many there are.
  expect(html).toContain(`aria-rowcount="${DAYS + 2}"`);
  expect(html).toContain("data-space");
  expect(html).toContain("the 20 largest of 100");
  const [foot] = html.match(/<tfoot>.*<\/tfoot>/) ?? [];
  const sums = [...(foot ?? "").matchAll(/<td[^>]*>(?:<[^>]*>)*([\d,]+)/g)].map(([, sum]) => sum?.replace(",", ""));
  expect(sums.map(Number)).toEqual([...Array(20).fill(DAYS), 80 * DAYS, USERS * DAYS]);
});

const ANSWER = { asOf: "2026-11-25T10:00:00Z", timeZone: "Europe/Bucharest" };

/** A call by each user on each day. */
function explore(): Explore {
  const part = (calls: number) => ({
    figures: figures(calls * DAYS),
    previous: null,
    percentOfTotal: 0,
    series: Array.from({ length: DAYS }, () => figures(calls)),
  });
  const days = Array.from({ length: DAYS }, (_, index) => addDays("2025-10-01", index));
  return {
    buckets: days.map((day) => ({ start: day, startDate: day, endDate: day })),
    rows: Array.from({ length: USERS }, (_, user) => ({ key: { user: `user-${user}` }, ...part(1) })),
    other: null,
    total: part(USERS),
    previousRange: null,
  };
}

function figures(calls: number): ExploreFigures {
  return { cost: 0, tokens: 0, calls, unpricedCalls: 0, failedCalls: 0 };
}
