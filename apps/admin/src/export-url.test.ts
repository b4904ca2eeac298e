import { describe, expect, expectTypeOf, it } from "vitest";
import { type ExportQueries, firmExport, firmsExport } from "./export-url.ts";

const range = { startDate: "2026-11-01", endDate: "2026-11-30" };

describe("firmExport", () => {
  it("carries firm and question there, whatever characters they hold", () => {
    const query = { range, filters: { model: ["a&b=c #1+%20 é"], provider: [null] }, callId: "x?y" };
    const url = new URL(firmExport("calls", "a&b", query, "en")("ndjson"), "http://localhost");
    expect(url.pathname).toBe("/v1/export/calls.ndjson");
    expect(url.searchParams.get("firmId")).toBe("a&b");
    expect(JSON.parse(url.searchParams.get("query") ?? "")).toEqual(query);
  });

  it.each(["en", "ro"] as const)("names what is asked, the format and the reader's language: %s", (language) => {
    const url = firmExport("explore", "acme", { range, groupBy: ["model"] }, language)("csv");
    expect(url.startsWith(`/v1/export/explore.csv?firmId=acme&language=${language}&query=`)).toBe(true);
  });

  it("takes no question that names the firm as well, which the server refuses", () => {
    expectTypeOf<{ range: typeof range }>().toExtend<ExportQueries["explore"]>();
    expectTypeOf<{ range: typeof range; firmId: string }>().not.toExtend<ExportQueries["explore"]>();
    expectTypeOf<{ range: typeof range; firmId: string }>().not.toExtend<ExportQueries["calls"]>();
  });
});

describe("firmsExport", () => {
  it("asks what the page asks", () => {
    const url = new URL(firmsExport({ preset: "7d" })("csv"), "http://localhost");
    expect(url.pathname).toBe("/v1/export/firms.csv");
    expect(JSON.parse(url.searchParams.get("query") ?? "")).toEqual({ preset: "7d" });
  });
});
