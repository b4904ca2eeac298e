import { describe, expect, it } from "vitest";
import { exportUrl } from "./export-url.ts";

const range = { startDate: "2026-11-01", endDate: "2026-11-30" };

describe("exportUrl", () => {
  it("carries firm and question there, whatever characters they hold", () => {
    const query = { range, filters: { model: ["a&b=c #1+%20 é"], provider: [null] }, callId: "x?y" };
    const url = new URL(exportUrl("calls", "ndjson", "a&b", query), "http://localhost");
    expect(url.pathname).toBe("/v1/export/calls.ndjson");
    expect(url.searchParams.get("firmId")).toBe("a&b");
    expect(JSON.parse(url.searchParams.get("query") ?? "")).toEqual(query);
  });

  it("names what is asked and the format", () => {
    const url = exportUrl("explore", "csv", "acme", { range, groupBy: ["model"] });
    expect(url.startsWith("/v1/export/explore.csv?firmId=acme&query=")).toBe(true);
  });
});
