import { describeIssues } from "usage-core";
import { describe, expect, it } from "vitest";
import { ownPriceSchema } from "./own-price.ts";

const PRICE = {
  model: "gpt-4o",
  validFrom: "2026-11-01",
  currency: "USD",
  inputPerMillion: "2.5",
  outputPerMillion: "10",
};

describe("ownPriceSchema", () => {
  it("fills in what was left out", () => {
    expect(ownPriceSchema.parse(PRICE)).toEqual({
      firmId: null,
      provider: null,
      serviceTier: null,
      cacheReadPerMillion: null,
      cacheWritePerMillion: null,
      ...PRICE,
    });
  });

  it("writes a tier in one spelling", () => {
    expect(ownPriceSchema.parse({ ...PRICE, serviceTier: "Batch" }).serviceTier).toBe("batch");
    expect(ownPriceSchema.parse({ ...PRICE, serviceTier: "default" }).serviceTier).toBeNull();
  });

  it("takes 12 decimals and no more", () => {
    expect(ownPriceSchema.safeParse({ ...PRICE, inputPerMillion: "0.123456789012" }).success).toBe(true);
    expect(faultsOf({ inputPerMillion: "0.1234567890123" })).toBe(
      'inputPerMillion: "0.1234567890123" must be a decimal such as 2.50, 0 or more, with at most 12 decimals',
    );
  });

  it.each(["", "-1", "1e3", "2,50", ".5", "5.", "NaN", " 1"])("refuses %j as a price", (text) => {
    expect(faultsOf({ outputPerMillion: text })).toContain("outputPerMillion: ");
  });

  it("tells every fault at once", () => {
    expect(faultsOf({ currency: "usd", validFrom: "2026-02-30", outputPerMillion: 10, cacheReadPerMillion: "" })).toBe(
      [
        'validFrom: "2026-02-30" is not a date of the calendar; give YYYY-MM-DD',
        'currency: "usd" must be the code of a currency such as USD',
        "outputPerMillion: must be a decimal as text",
        'cacheReadPerMillion: "" must be a decimal such as 2.50, 0 or more, with at most 12 decimals',
      ].join("; "),
    );
    const nothing = ownPriceSchema.safeParse({});
    expect(nothing.error && describeIssues(nothing.error)).toContain("inputPerMillion: is missing");
  });
});

function faultsOf(others: object): string {
  const parsed = ownPriceSchema.safeParse({ ...PRICE, ...others });
  return parsed.success ? "" : describeIssues(parsed.error);
}
