import fc from "fast-check";
import { type Explore, type ExploreFigures, money, sum } from "usage-core";
import { describe, expect, it } from "vitest";
import { MAX_CHART_ROWS, seriesId, stackSeries } from "./stack-series.ts";

const count = fc.nat(1000);
const anyFigures = fc.record({
  cost: fc.nat(100_000).map((cents) => cents / 100),
  tokens: count,
  calls: count,
  unpricedCalls: count,
  failedCalls: count,
});
const anyPart = fc.tuple(anyFigures, anyFigures).map((series) => ({ series, figures: add(series), previous: null }));

const anyExplore = fc
  .record({ rows: fc.array(anyPart, { maxLength: 20 }), other: fc.option(anyPart) })
  .map(({ rows, other }): Explore => {
    const parts = [...rows, ...(other === null ? [] : [other])];
    return {
      buckets: ["2026-11-01", "2026-11-02"].map((day) => ({ start: day, startDate: day, endDate: day })),
      rows: rows.map((row, index) => ({ ...row, key: { model: `m${index}` }, percentOfTotal: 0 })),
      other: other === null ? null : { ...other, keys: 3, percentOfTotal: 0 },
      total: {
        figures: add(parts.map(({ figures }) => figures)),
        previous: null,
        series: [0, 1].map((bucket) => add(parts.flatMap(({ series }) => series[bucket] ?? []))),
      },
      previousRange: null,
    };
  });

function add(parts: readonly ExploreFigures[]): ExploreFigures {
  const of = (key: keyof ExploreFigures) => Number(sum(parts.map((part) => money(part[key]))));
  return {
    cost: of("cost"),
    tokens: of("tokens"),
    calls: of("calls"),
    unpricedCalls: of("unpricedCalls"),
    failedCalls: of("failedCalls"),
  };
}

describe("stackSeries", () => {
  it("adds up to the total, in every bucket and however many rows are shown", () => {
    fc.assert(
      fc.property(anyExplore, fc.integer({ min: 1, max: 25 }), (explore, maxRows) => {
        const series = stackSeries(explore, maxRows);
        expect(add(series.map(({ figures }) => figures))).toEqual(explore.total.figures);
        for (const [bucket, total] of explore.total.series.entries()) {
          expect(add(series.flatMap((one) => one.series[bucket] ?? []))).toEqual(total);
        }
      }),
    );
  });

  it("has all else last, and only once", () => {
    fc.assert(
      fc.property(anyExplore, (explore) => {
        const series = stackSeries(explore, MAX_CHART_ROWS);
        expect(series.length).toBeLessThanOrEqual(MAX_CHART_ROWS + 1);
        expect(series.slice(0, -1).every(({ kind }) => kind === "row")).toBe(true);
        const keys = series.reduce((all, one) => all + one.keys, 0);
        if (explore.rows.length > 0) expect(keys).toBe(explore.rows.length + (explore.other?.keys ?? 0));
      }),
    );
  });

  it("is the total alone of an answer that is grouped by nothing", () => {
    const total = { figures: add([]), previous: null, series: [] };
    expect(stackSeries({ buckets: [], rows: [], other: null, total, previousRange: null })).toMatchObject([
      { kind: "total", row: null },
    ]);
  });
});

describe("seriesId", () => {
  it("tells two users of one name apart, and all else from both", () => {
    const figures = { cost: 1, tokens: 1, calls: 1, unpricedCalls: 0, failedCalls: 0 };
    const part = { figures, previous: null, series: [figures], percentOfTotal: 0 };
    const user = (id: string) => ({ ...part, key: { user: id }, userName: "Ana" });
    const series = stackSeries({
      buckets: [{ start: "2026-11-01", startDate: "2026-11-01", endDate: "2026-11-01" }],
      rows: [user("u1"), user("u2")],
      other: { ...part, keys: 3 },
      total: part,
      previousRange: null,
    });
    expect(new Set(series.map(seriesId)).size).toBe(3);
  });
});
