import { describe, expect, it } from "vitest";
import { needsReprice, reasonOf, remedyOf } from "./remedy.ts";

const NOVEMBER = { startDate: "2026-11-01", endDate: "2026-11-30" };

function group(reason: string, provider: string | null = "openai") {
  return { reason, provider, model: "house model", calls: 3 };
}

describe("remedyOf", () => {
  it("sets a price for a model that the catalogue does not know, as words that the shell keeps", () => {
    expect(remedyOf(group("unknown_model"), "it's", NOVEMBER)).toBe(
      "npm run usage -- prices set --model 'house model' --provider openai --firm 'it'\\''s' " +
        "--from 2026-11-01 --currency EUR --input … --output …",
    );
    expect(remedyOf(group("unknown_model", null), "acme", NOVEMBER)).not.toContain("--provider");
  });

  it("names the tier whose price is missing, and no other", () => {
    expect(remedyOf(group("no_price_for_tier"), "acme", NOVEMBER, "flex")).toContain(" --tier flex ");
    expect(remedyOf(group("no_price_for_tier"), "acme", NOVEMBER)).toContain(" --tier … ");
    expect(remedyOf(group("unknown_model"), "acme", NOVEMBER, "flex")).not.toContain("--tier");
  });

  it("loads rates where one is missing", () => {
    expect(remedyOf(group("no_rate"), "acme", NOVEMBER)).toBe("npm run usage -- rates import eurofxref-hist.csv");
  });

  it("prices what nobody priced, for a reason it does not know as well", () => {
    const reprice = "npm run usage -- reprice --from 2026-11-01 --to 2026-11-30 --firm acme --dry-run";
    expect(remedyOf(group("not_told"), "acme", NOVEMBER)).toBe(reprice);
    expect(remedyOf(group("moon_phase"), "acme", NOVEMBER)).toBe(reprice);
    expect(reasonOf(group("moon_phase"))).toBe("other");
  });

  it.each(["token_mismatch", "too_large"])("offers no command for %s, which lies in the calls", (reason) => {
    expect(remedyOf(group(reason), "acme", NOVEMBER)).toBeNull();
    expect(needsReprice(group(reason))).toBe(false);
  });
});
