import { civilDateSchema, type DateRange, dateRangeSchema } from "usage-core";
import { DEFAULT_PRESET, isPreset, type Preset, presetRange } from "./range/presets.ts";

/** What the address says about the page. Whatever is absent has a default. */
export interface DashboardSearch {
  readonly firm?: string | undefined;
  readonly range?: Preset | undefined;
  /** With `to`: a period of the reader's own, which then counts instead of `range`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The day whose hours are open. */
  readonly day?: string | undefined;
}

export type RangeChoice = { readonly preset: Preset } | { readonly custom: DateRange };

/** Reads the address. What is not known or not valid is dropped, so that an old or mistyped link still opens. */
export function parseDashboardSearch(raw: Readonly<Record<string, unknown>>): DashboardSearch {
  const custom = dateRangeSchema.safeParse({ startDate: raw["from"], endDate: raw["to"] });
  const day = civilDateSchema.safeParse(raw["day"]);
  return {
    ...(typeof raw["firm"] === "string" && raw["firm"] !== "" ? { firm: raw["firm"] } : {}),
    ...(custom.success
      ? { from: custom.data.startDate, to: custom.data.endDate }
      : isPreset(raw["range"]) && { range: raw["range"] }),
    ...(day.success ? { day: day.data } : {}),
  };
}

export function rangeChoiceOf({ range, from, to }: DashboardSearch): RangeChoice {
  if (from !== undefined && to !== undefined) return { custom: { startDate: from, endDate: to } };
  return { preset: range ?? DEFAULT_PRESET };
}

/** The address of another period. The open day is closed: it may lie outside. */
export function withRange(search: DashboardSearch, choice: RangeChoice): DashboardSearch {
  const { firm } = search;
  if ("custom" in choice) return { firm, from: choice.custom.startDate, to: choice.custom.endDate };
  return { firm, range: choice.preset === DEFAULT_PRESET ? undefined : choice.preset };
}

export function resolveRange(choice: RangeChoice, today: string): DateRange {
  return "custom" in choice ? choice.custom : presetRange(choice.preset, today);
}

/** The day whose hours are shown; `undefined` when none is open, or one outside the period or after today. */
export function openDay({ day }: DashboardSearch, range: DateRange, today: string): string | undefined {
  return day !== undefined && day >= range.startDate && day <= range.endDate && day <= today ? day : undefined;
}
