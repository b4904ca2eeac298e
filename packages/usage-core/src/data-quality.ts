import type { DataQuality, UnpricedGroup } from "./contract.ts";
import { type Money, sum, toNumber } from "./money.ts";

/** Calls with a flaw, of one model and one reason for having no cost. A call can have several flaws. */
export interface FlawRow {
  /** Why they have no cost; `null` for calls that have one. */
  readonly unpricedReason: string | null;
  readonly provider: string | null;
  readonly model: string;
  readonly calls: bigint;
  readonly successesWithoutTokens: bigint;
  readonly lateCalls: bigint;
  readonly differingCalls: bigint;
  /** Of the differing calls. */
  readonly reported: Money;
  readonly computed: Money;
}

export interface QualityRows {
  readonly totalCalls: bigint;
  readonly conflicts: bigint;
  readonly mismatches: bigint;
  readonly flaws: readonly FlawRow[];
}

/** What is wrong with the data, from the calls that have a flaw. */
export function dataQuality({ totalCalls, conflicts, mismatches, flaws }: QualityRows): DataQuality {
  const unpriced = flaws.flatMap(toUnpricedGroup).sort(mostCallsFirst);
  const unpricedCalls = unpriced.reduce((total, { calls }) => total + calls, 0);
  return {
    totalCalls: Number(totalCalls),
    unpricedCalls,
    unpricedPercent: totalCalls === 0n ? 0 : (unpricedCalls / Number(totalCalls)) * 100,
    unpriced,
    successesWithoutTokens: count(flaws, "successesWithoutTokens"),
    conflicts: Number(conflicts),
    mismatches: Number(mismatches),
    lateCalls: count(flaws, "lateCalls"),
    differingCosts: {
      calls: count(flaws, "differingCalls"),
      reported: toNumber(sum(flaws.map(({ reported }) => reported))),
      computed: toNumber(sum(flaws.map(({ computed }) => computed))),
    },
  };
}

function toUnpricedGroup({ unpricedReason, provider, model, calls }: FlawRow): UnpricedGroup[] {
  return unpricedReason === null ? [] : [{ reason: unpricedReason, provider, model, calls: Number(calls) }];
}

/** Then by text, so that the order is the same on every machine. */
function mostCallsFirst(a: UnpricedGroup, b: UnpricedGroup): number {
  if (a.calls !== b.calls) return b.calls - a.calls;
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function count(flaws: readonly FlawRow[], field: "successesWithoutTokens" | "lateCalls" | "differingCalls"): number {
  return Number(flaws.reduce((total, flaw) => total + flaw[field], 0n));
}
