import { type DateRange, DEFAULT_PRESET, isDateRange, isPreset, type Preset, presetRange } from "usage-core";

/** What the address says about the period, on every page. Whatever is absent has a default. */
export interface PeriodSearch {
  readonly range?: Preset | undefined;
  /** With `to`: a period of the reader's own, which then counts instead of `range`. */
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

/** The address of a period. It names every part, so that it replaces whatever period the address has. */
export function periodSearch(choice: RangeChoice): Required<PeriodSearch> {
  if ("custom" in choice) return { range: undefined, from: choice.custom.startDate, to: choice.custom.endDate };
  return { range: choice.preset === DEFAULT_PRESET ? undefined : choice.preset, from: undefined, to: undefined };
}

/** A page's address as it is, of another period; a day or an hour that was opened was of the one before. */
export function inPeriod(choice: RangeChoice) {
  return ({ day: _day, hour: _hour, ...before }: { readonly day?: unknown; readonly hour?: unknown }) => ({
    ...before,
    ...periodSearch(choice),
  });
}

export function resolveRange(choice: RangeChoice, today: string): DateRange {
  return "custom" in choice ? choice.custom : presetRange(choice.preset, today);
}
