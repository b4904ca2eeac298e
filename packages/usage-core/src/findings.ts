import type { DataQuality } from "./contract.ts";

/** What can be wrong with calls, besides a missing price; named like the counts of `DataQuality`. */
export const FINDINGS = [
  "conflicts",
  "mismatches",
  "lateCalls",
  "successesWithoutTokens",
  "differingCosts",
] as const satisfies readonly (keyof DataQuality)[];
export type Finding = (typeof FINDINGS)[number];
