import { aggregateLogs, dailyCosts, featureCosts } from "usage-core";

const november = { startDate: "2026-11-01", endDate: "2026-11-30" };
const calls = [
  {
    userId: "ana", // null for a batch job
    feature: "assistant_chat",
    model: "gpt-4o",
    inputTokens: 1_200,
    outputTokens: 310,
    costEur: "0.00561", // an exact decimal; null when it is not known
    success: true,
    createdAt: "2026-11-24T22:30:00Z", // already the 25th in Bucharest
  },
];

const rows = aggregateLogs(calls, "Europe/Bucharest", november);
export const days = dailyCosts(rows.days, november); // 30 entries, zeros included
export const features = featureCosts(rows.features); // dearest first, with shares that add up to 100
