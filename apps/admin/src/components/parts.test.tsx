import type { Explore, ExploreFigures } from "usage-core";
import { describe, expect, it } from "vitest";
import { HeatMap } from "../features/heat/heat-map.tsx";
import { render } from "../testing/render.tsx";
import { ChangeBadge } from "./change-badge.tsx";
import { ExplainedNumber } from "./explained-number.tsx";
import { Sparkline } from "./sparkline.tsx";
import { stackPoints } from "./stack-points.ts";
import { stackSeries } from "./stack-series.ts";
import { StackedChart } from "./stacked-chart.tsx";
import { StackedTable } from "./stacked-table.tsx";
import { StackedTip } from "./stacked-tip.tsx";

const ANSWER = { asOf: "2026-11-02T10:00:00Z", timeZone: "Europe/Bucharest", cacheAgeMs: 0 };
const UNPRICED = { cost: 0, tokens: 120, calls: 2, unpricedCalls: 2, failedCalls: 0 };
const PARTLY = { cost: 1.25, tokens: 120, calls: 2, unpricedCalls: 1, failedCalls: 0 };
const FREE = { cost: 0, tokens: 120, calls: 2, unpricedCalls: 0, failedCalls: 0 };
const BOTH = { cost: 1.25, tokens: 240, calls: 4, unpricedCalls: 3, failedCalls: 0 };

/** Yesterday, today and tomorrow: `gpt` without a price, and all else with some. */
const EXPLORE: Explore = {
  buckets: ["2026-11-01", "2026-11-02", "2026-11-03"].map((day) => ({ start: day, startDate: day, endDate: day })),
  rows: [part({ key: { model: "gpt" }, percentOfTotal: 0 }, [UNPRICED, FREE, NOTHING()])],
  other: part({ keys: 17, percentOfTotal: 100 }, [PARTLY, UNPRICED, NOTHING()]),
  total: part({}, [BOTH, { ...UNPRICED, tokens: 240, calls: 4 }, NOTHING()]),
  previousRange: null,
};

function NOTHING(): ExploreFigures {
  return { cost: 0, tokens: 0, calls: 0, unpricedCalls: 0, failedCalls: 0 };
}

function part<More extends object>(
  more: More,
  [first, second, third]: [ExploreFigures, ExploreFigures, ExploreFigures],
) {
  const figures = NOTHING();
  for (const one of [first, second, third]) {
    for (const key of ["cost", "tokens", "calls", "unpricedCalls", "failedCalls"] as const) figures[key] += one[key];
  }
  return { ...more, figures, previous: null, series: [first, second, third] };
}

/** The text of the cells, row by row. */
function cells(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? "").matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => (cell ?? "").replace(/<[^>]*>/g, "")),
  );
}

const LANGUAGES = [
  [
    "en",
    {
      unpriced: "unpriced",
      zero: "€0.00",
      known: "€1.25",
      other: "Other (17)",
      unfinished: "Not over yet",
      toCome: "Still to come",
      leftOut: "1 call has no price and adds nothing to the cost.",
    },
  ],
  [
    "ro",
    {
      unpriced: "fără preț",
      zero: "0,00 €",
      known: "1,25 €",
      other: "Altele (17)",
      unfinished: "Încă în curs",
      toCome: "Urmează",
      leftOut: "1 apel nu are preț și nu adaugă nimic la cost.",
    },
  ],
] as const;

describe.each(LANGUAGES)("in %s", (language, words) => {
  const stack = { explore: EXPLORE, granularity: "day", answer: ANSWER } as const;

  it("the table of the stacked chart shows rows, all else and sums, and no unpriced cost as an amount", async () => {
    const html = await render(language, <StackedTable label="Cost" measure="cost" {...stack} />);
    const [head, ...rows] = cells(html);
    expect(head?.slice(1)).toEqual(["gpt", words.other, "Total"]);
    expect(rows.map((row) => row.slice(1))).toEqual([
      [words.unpriced, words.known, words.known],
      [words.zero, words.unpriced, words.unpriced],
      ["–", "–", "–"],
      [words.unpriced, words.known, words.known],
    ]);
    expect(rows[1]?.[0]).toContain(words.unfinished);
    expect(rows[2]?.[0]).toContain(words.toCome);
    expect(html).toMatch(new RegExp(`<td[^>]* title="${words.leftOut}"[^>]*>[^/]*${words.known}`));
  });

  it("counts are amounts, whether the calls have a price or not", async () => {
    const rows = cells(await render(language, <StackedTable label="Calls" measure="calls" {...stack} />));
    expect(rows.at(-1)?.slice(1)).toEqual(["4", "4", "8"]);
  });

  it("the chart names every series, and says what is not over", async () => {
    const html = await render(language, <StackedChart label="Cost" measure="cost" {...stack} />);
    for (const word of ["gpt", words.other, words.unfinished]) expect(html).toContain(`${word}<`);
  });

  it("the chart's tip shows no unpriced cost as an amount", async () => {
    const series = stackSeries(EXPLORE);
    const [, today] = stackPoints(EXPLORE.buckets, series, "cost", "day", ANSWER, undefined);
    const html = await render(
      language,
      <StackedTip
        point={today}
        series={series}
        total={EXPLORE.total.series}
        measure="cost"
        granularity="day"
        isLines={false}
        projection={undefined}
      />,
    );
    const amounts = [...html.matchAll(/class="figure">(.*?)</g)].map(([, amount]) => amount);
    expect(amounts).toEqual([words.zero, words.unpriced, words.unpriced]);
    expect(html).toContain(words.unfinished);
  });

  it("the heat map says in words what its shades show, and tells unpriced from nothing", async () => {
    const at = { weekday: 1, hour: 0, ...UNPRICED };
    const html = await render(
      language,
      <HeatMap
        cells={[at, { weekday: 7, hour: 23, ...PARTLY }]}
        timeZone="Europe/Bucharest"
        explain={() => {
          throw new Error("no cell is open");
        }}
      />,
    );
    const labels = [...html.matchAll(/data-level="(\w+)" tabindex="(-?\d)" aria-label="([^"]*)"/g)];
    expect(labels).toHaveLength(7 * 24);
    expect(labels[0]?.slice(1, 3)).toEqual(["unpriced", "0"]);
    expect(labels[0]?.[3]).toContain(words.unpriced);
    expect(labels[1]?.slice(1, 3)).toEqual(["0", "-1"]);
    expect(labels.at(-1)?.[1]).toBe("5");
    expect(labels.at(-1)?.[3]).toContain(words.known);
    expect(html).not.toContain(words.zero);
  });

  it("a change is told in words, and nothing is told that is not known", async () => {
    const previousRange = { startDate: "2026-10-01", endDate: "2026-10-24" };
    const range = language === "en" ? "Oct 2026" : "oct. 2026";
    const up = await render(language, <ChangeBadge change={{ kind: "up", size: 12 }} previousRange={previousRange} />);
    expect(up).toContain(range);
    expect(up).toContain(language === "en" ? "up 12.0% against" : "în creștere cu 12,0 % față de");
    const much = await render(
      language,
      <ChangeBadge change={{ kind: "up", size: 1e9 }} previousRange={previousRange} />,
    );
    expect(much).toMatch(/&gt; 999 ?%/);
    const unknown = await render(language, <ChangeBadge change={null} previousRange={previousRange} />);
    expect(unknown).not.toContain("change-badge");
  });

  it("a sparkline says between what it moves", async () => {
    const html = await render(language, <Sparkline name="Cost" values={[3, null, 1, 2]} text={String} />);
    expect(html).toContain(
      language === "en" ? "Cost: between 1 and 3, last 2" : "Cost: între 1 și 3, ultima valoare 2",
    );
    expect(await render(language, <Sparkline name="Cost" values={[null]} text={String} />)).not.toContain("NaN");
  });

  it("a number that can be opened looks and reads like the number", async () => {
    const html = await render(
      language,
      <ExplainedNumber
        name="Cost"
        value={words.unpriced}
        formula={() => "All costs, added up."}
        range={{ startDate: "2026-11-01", endDate: "2026-11-02" }}
        answer={ANSWER}
        unpricedCalls={2}
      />,
    );
    expect(html).toMatch(new RegExp(`aria-expanded="false"[^>]*>${words.unpriced}</button>`));
  });

  it("a number that leaves calls out says so to who cannot point at it, and shows a mark", async () => {
    const html = await render(
      language,
      <ExplainedNumber
        name="Cost"
        value={words.known}
        formula={() => "All costs, added up."}
        range={{ startDate: "2026-11-01", endDate: "2026-11-02" }}
        answer={ANSWER}
        unpricedCalls={1}
      />,
    );
    expect(html).toMatch(new RegExp(`aria-label="Cost: ${words.known}; ${words.leftOut}[^"]*"`));
    expect(html).toContain("partial-mark");
  });
});
