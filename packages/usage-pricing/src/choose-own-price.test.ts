import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownPrice, used } from "../test/calls.ts";
import { ownPriceFor } from "./choose-own-price.ts";
import type { OwnPrice } from "./own-price.ts";

const DATE = "2026-11-24";

describe("ownPriceFor", () => {
  it("takes the firm's own before all firms', even an older one of any provider", () => {
    const ofAll = ownPrice({ id: 1, provider: "openai", validFrom: "2026-11-01" });
    const ofFirm = ownPrice({ id: 2, firmId: "acme", validFrom: "2025-01-01" });
    expect(chosen([ofAll, ofFirm])).toBe(2);
  });

  it("takes the named provider's before any provider's, even an older one", () => {
    const ofAny = ownPrice({ id: 1, validFrom: "2026-11-01" });
    const ofOpenai = ownPrice({ id: 2, provider: "openai", validFrom: "2025-01-01" });
    expect(chosen([ofAny, ofOpenai])).toBe(2);
  });

  it("takes the latest that holds on the day, the day itself included", () => {
    const prices = ["2025-01-01", "2026-11-24", "2026-11-25", "2026-03-01"].map((validFrom, id) =>
      ownPrice({ id, validFrom }),
    );
    expect(chosen(prices)).toBe(1);
    expect(ownPriceFor(used("openai", "gpt-4o"), "2026-11-23", prices)?.id).toBe(3);
    expect(ownPriceFor(used("openai", "gpt-4o"), "2024-12-31", prices)).toBeNull();
  });

  it("takes the one that was entered last of two that are alike", () => {
    expect(chosen([ownPrice({ id: 2 }), ownPrice({ id: 3 }), ownPrice({ id: 1 })])).toBe(3);
  });

  it("knows a provider by its other names, but takes the same name first", () => {
    const azure = ownPrice({ id: 1, provider: "azure" });
    const azureOpenai = ownPrice({ id: 2, provider: "azure.ai.openai", validFrom: "2025-01-01" });
    const call = used("azure.ai.openai", "gpt-4o");
    expect(ownPriceFor(call, DATE, [azure])?.id).toBe(1);
    expect(ownPriceFor(call, DATE, [azure, azureOpenai])?.id).toBe(2);
  });

  it("compares providers and models that nobody knows by name, without case", () => {
    const prices = [ownPrice({ provider: "my-gateway", model: "Acme-13B" })];
    expect(ownPriceFor(used("My-Gateway", "acme-13b"), DATE, prices)?.id).toBe(12);
    expect(ownPriceFor(used("other-gateway", "acme-13b"), DATE, prices)).toBeNull();
    expect(ownPriceFor(used(null, "acme-13b"), DATE, prices)).toBeNull();
    expect(ownPriceFor(used("my-gateway", "acme-7b"), DATE, prices)).toBeNull();
  });

  it("takes the price of the call's tier only", () => {
    const prices = [ownPrice({ id: 1 }), ownPrice({ id: 2, serviceTier: "Batch" })];
    const of = (serviceTier: string | null) =>
      ownPriceFor(used("openai", "gpt-4o", { serviceTier }), DATE, prices)?.id ?? null;
    expect([of(null), of("standard"), of("batch"), of("BATCH"), of("flex")]).toEqual([1, 1, 2, 2, null]);
  });

  it("chooses the same, in whatever order the prices come", () => {
    const anyPrice = fc.record({
      firmId: fc.constantFrom(null, "acme"),
      provider: fc.constantFrom(null, "azure", "azure.ai.openai", "openai"),
      serviceTier: fc.constantFrom(null, "default", "batch"),
      validFrom: fc.constantFrom("2025-01-01", "2026-11-24", "2026-11-25"),
    });
    fc.assert(
      fc.property(fc.array(anyPrice, { maxLength: 12 }), fc.array(fc.nat()), (rows, order) => {
        const prices = rows.map((row, id) => ownPrice({ id, ...row }));
        const shuffled = prices.toSorted((a, b) => (order[a.id] ?? 0) - (order[b.id] ?? 0));
        for (const provider of ["openai", "azure.ai.openai"]) {
          expect(chosen(shuffled, provider)).toBe(chosen(prices, provider));
        }
      }),
    );
  });
});

function chosen(prices: readonly OwnPrice[], provider = "openai"): number | null {
  return ownPriceFor(used(provider, "gpt-4o"), DATE, prices)?.id ?? null;
}
