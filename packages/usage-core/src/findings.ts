import type { DataQuality } from "./contract.ts";

/** What is found wrong with calls beside a missing price, named as the counts of `DataQuality` are. */
export const FINDINGS = [
  "conflicts",
  "mismatches",
  "lateCalls",
  "successesWithoutTokens",
  "differingCosts",
] as const satisfies readonly (keyof DataQuality)[];
export type Finding = (typeof FINDINGS)[number];
