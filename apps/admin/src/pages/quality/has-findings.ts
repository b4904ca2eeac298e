import type { DataQuality } from "usage-core";

/** Whether there is anything to say about the data. */
export function hasFindings(quality: DataQuality): boolean {
  return (
    quality.unpricedCalls > 0 ||
    quality.conflicts > 0 ||
    quality.mismatches > 0 ||
    quality.lateCalls > 0 ||
    quality.successesWithoutTokens > 0 ||
    quality.differingCosts.calls > 0
  );
}
