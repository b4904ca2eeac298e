import { type DataQuality, FINDINGS, type Finding } from "usage-core";

/** Whether there is anything to say about the data. */
export function hasFindings(quality: DataQuality): boolean {
  return quality.unpricedCalls > 0 || FINDINGS.some((finding) => countOf(quality, finding) > 0);
}

export function countOf(quality: DataQuality, finding: Finding): number {
  return finding === "differingCosts" ? quality.differingCosts.calls : quality[finding];
}
