import { type DateRange, DEFAULT_PRESET, isDateRange, isPreset, type Preset, presetRange } from "usage-core";

/** What the address says about the period, on every page. Whatever is absent has a default. */
export interface PeriodSearch {
  readonly range?: Preset | undefined;
  /** With `to`: a custom period, which then wins over `range`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type RangeChoice = { readonly preset: Preset } | { readonly custom: DateRange };

/**
 * Reads the address. What is not known or not valid is dropped, so that an old or mistyped link still opens. Every part is named: see
 * `ownSearch`.
 */
export function parsePeriodSearch(raw: Readonly<Record<string, unknown>>): PeriodSearch {
  const custom = { startDate: raw["from"], endDate: raw["to"] };
  if (isDateRange(custom)) return { range: undefined, from: custom.startDate, to: custom.endDate };
  return { range: isPreset(raw["range"]) ? raw["range"] : undefined, from: undefined, to: undefined };
}

export function rangeChoiceOf({ range, from, to }: PeriodSearch): RangeChoice {
  if (from !== undefined && to !== undefined) return { custom: { startDate: from, endDate: to } };
  return { preset: range ?? DEFAULT_PRESET };
}

/** The period as the address has it. Every part is named, so that it replaces the period that the address has. */
export function periodSearch(choice: RangeChoice): Required<PeriodSearch> {
  if ("custom" in choice) return { range: undefined, from: choice.custom.startDate, to: choice.custom.endDate };
  return { range: choice.preset === DEFAULT_PRESET ? undefined : choice.preset, from: undefined, to: undefined };
}

/** Changes the period in a page's address. An open day or hour is dropped, since it belongs to the former period. */
export function inPeriod(choice: RangeChoice) {
  return ({ day: _day, hour: _hour, ...before }: { readonly day?: unknown; readonly hour?: unknown }) => ({
    ...before,
    ...periodSearch(choice),
  });
}

export function resolveRange(choice: RangeChoice, today: string): DateRange {
  return "custom" in choice ? choice.custom : presetRange(choice.preset, today);
}
