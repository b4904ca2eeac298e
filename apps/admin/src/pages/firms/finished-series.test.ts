import { expect, it } from "vitest";
import { finishedSeries } from "./finished-series.ts";

it("leaves out the day that was not over on the firm's own calendar", () => {
  const firm = { series: [5, 4, null, 1], range: { startDate: "2026-11-21", endDate: "2026-11-24" } };
  expect(finishedSeries({ ...firm, timeZone: "Europe/Bucharest" }, "2026-11-24T08:00:00Z")).toEqual([5, 4, null]);
  expect(finishedSeries({ ...firm, timeZone: "Pacific/Auckland" }, "2026-11-24T12:00:00Z")).toEqual([5, 4, null, 1]);
});
