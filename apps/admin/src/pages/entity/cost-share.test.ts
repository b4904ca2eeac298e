import { describe, expect, it } from "vitest";
import { costShare } from "./cost-share.ts";

const part = { cost: 25, unpricedCalls: 0 };

describe("costShare", () => {
  it("is the part in percent", () => {
    expect(costShare(part, { cost: 100, unpricedCalls: 3 })).toBe(25);
    expect(costShare({ cost: 0, unpricedCalls: 0 }, { cost: 100, unpricedCalls: 0 })).toBe(0);
  });

  it("is not known of calls without a price, nor of nothing", () => {
    expect(costShare({ cost: 0, unpricedCalls: 2 }, { cost: 100, unpricedCalls: 2 })).toBeNull();
    expect(costShare({ cost: 0, unpricedCalls: 0 }, { cost: 0, unpricedCalls: 0 })).toBeNull();
  });

  it("is never more than all, when a call came between the two answers", () => {
    expect(costShare({ cost: 101, unpricedCalls: 0 }, { cost: 100, unpricedCalls: 0 })).toBe(100);
  });
});
