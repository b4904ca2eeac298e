import type { AIUsageService } from "usage-db";
import { FIRM_ID, lastDays, SPANS, type Span } from "./data.ts";

export type Method = Exclude<keyof AIUsageService, "invalidateCache">;

/** One call of the service. `span` is in days; `null` where the method has a range of its own. */
export interface Question {
  readonly method: Method;
  readonly span: Span | null;
  readonly ask: (service: AIUsageService) => Promise<unknown>;
}

export const RANGED_METHODS = [
  "getUsageOverview",
  "getDailyCosts",
  "getCostsByFeature",
  "getCostsByUser",
] as const satisfies Method[];
export type RangedMethod = (typeof RANGED_METHODS)[number];

export interface RangedQuestion extends Question {
  readonly method: RangedMethod;
  readonly span: Span;
}

export function ranged(method: RangedMethod, span: Span): RangedQuestion {
  return { method, span, ask: (service) => service[method](FIRM_ID, lastDays(span)) };
}

/** Every method of the contract, over every span. */
export const QUESTIONS: readonly Question[] = [
  ...RANGED_METHODS.flatMap((method) => SPANS.map((span) => ranged(method, span))),
  { method: "getCurrentMonthSpend", span: null, ask: (service) => service.getCurrentMonthSpend(FIRM_ID) },
  { method: "getProjectedMonthEnd", span: null, ask: (service) => service.getProjectedMonthEnd(FIRM_ID) },
];
