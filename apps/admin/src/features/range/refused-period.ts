import { DEFAULT_PRESET, isDateRange, isPreset, type Preset, printable } from "usage-core";
import { parsePeriodSearch } from "./period-search.ts";

/** A period that an address asked for and that cannot be shown. */
export interface RefusedPeriod {
  /** As the address had it, cut where it is long. */
  readonly asked: string;
  readonly shown: Preset;
}

/** How much of each part is shown, in characters: a date has ten. */
const MAX_LENGTH = 20;

/** Reads the address before invalid parts are dropped; `null` when the period that it asks for is the one shown. */
export function refusedPeriodOf(raw: Readonly<Record<string, unknown>>): RefusedPeriod | null {
  const { range, from, to } = raw;
  if (isDateRange({ startDate: from, endDate: to })) return null;
  const shown = parsePeriodSearch(raw).range ?? DEFAULT_PRESET;
  if (from || to) return { asked: `${told(from)} – ${told(to)}`, shown };
  return range && !isPreset(range) ? { asked: told(range), shown } : null;
}

function told(part: unknown): string {
  // Without marks that change the direction of the text around it.
  const text = printable(String(part ?? "")).replace(/\p{Cf}/gu, "");
  if (text === "") return "…";
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH).toWellFormed()}…`;
}
