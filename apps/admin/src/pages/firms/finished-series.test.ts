import { expect, it } from "vitest";
import { finishedSeries } from "./finished-series.ts";

it("ends with the last day that was over on the firm's clock", () => {
  const firm = { series: [5, 4, null, 1], range: { startDate: "2026-11-21", endDate: "2026-11-24" } };
  const inDays = (asOf: string) => ({ granularity: "day", asOf }) as const;
  expect(finishedSeries({ ...firm, timeZone: "Europe/Bucharest" }, inDays("2026-11-24T08:00:00Z"))).toEqual([
    5,
    4,
    null,
  ]);
  expect(finishedSeries({ ...firm, timeZone: "Pacific/Auckland" }, inDays("2026-11-24T12:00:00Z"))).toEqual([
    5,
    4,
    null,
    1,
  ]);
});

it.each([
  ["week", "2026-11-02", "2026-11-22", [5, 4, 3]],
  ["week", "2026-11-03", "2026-11-22", [4, 3]],
  ["week", "2026-11-02", "2026-11-21", [5, 4]],
  ["month", "2026-08-01", "2026-10-31", [5, 4, 3]],
  ["month", "2026-08-02", "2026-10-30", [4]],
] as const)("has no %s that %s or %s cuts short", (granularity, startDate, endDate, whole) => {
  const firm = { series: [5, 4, 3], range: { startDate, endDate }, timeZone: "Europe/Bucharest" };
  expect(finishedSeries(firm, { granularity, asOf: "2026-11-24T08:00:00Z" })).toEqual(whole);
});
