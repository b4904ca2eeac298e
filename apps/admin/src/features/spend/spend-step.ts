import { type DateRange, daysIn } from "usage-core";

/** How much time a bar covers. */
const SPEND_STEPS = ["day", "week", "month"] as const;
export type SpendStep = (typeof SPEND_STEPS)[number];

export function isSpendStep(text: unknown): text is SpendStep {
  return SPEND_STEPS.some((step) => step === text);
}

/** The longest periods that are shown by day and by week by default, in days. */
const MAX_BY_DAY = 62;
const MAX_BY_WEEK = 200;

export function defaultStep(range: DateRange): SpendStep {
  const days = daysIn(range);
  if (days <= MAX_BY_DAY) return "day";
  return days <= MAX_BY_WEEK ? "week" : "month";
}

/** Only steps of which the period holds about two or more. */
export function offeredSteps(range: DateRange): SpendStep[] {
  const days = daysIn(range);
  return SPEND_STEPS.filter((step) => step === "day" || (step === "week" ? days > 14 : days > 62));
}

/** The step that the address names, where the period offers it. */
export function spendStep(range: DateRange, chosen: SpendStep | undefined): SpendStep {
  return chosen !== undefined && offeredSteps(range).includes(chosen) ? chosen : defaultStep(range);
}
