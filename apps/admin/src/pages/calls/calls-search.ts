import { type CallsQueryInput, type DateRange, FINDINGS, type Finding, hourStartWithin, isCivilDate } from "usage-core";
import {
  type FiltersSearch,
  filtersOf,
  filtersSearch,
  parseFiltersSearch,
} from "../../features/filters/filters-search.ts";
import { isSearchText } from "../../features/search-text.ts";

/** What the address says about the calls page, beside the period: which calls are listed, and which one is open. */
export interface CallsSearch extends FiltersSearch {
  readonly failed?: "1" | undefined;
  /** Excludes `min` and `max`: such calls have no cost. */
  readonly unpriced?: "1" | undefined;
  /** Why the listed calls have no cost. Excludes `min` and `max` as well. */
  readonly reason?: string | undefined;
  /** The finding that the listed calls have. */
  readonly finding?: Finding | undefined;
  readonly voided?: "1" | undefined;
  /** EUR, exact decimals. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** The start of the only hour that is listed: an instant with its offset. */
  readonly hour?: string | undefined;
  /** An id, or its beginning. */
  readonly callId?: string | undefined;
  /** The id of the call whose story is open. */
  readonly call?: string | undefined;
}

/** What lists all calls of the period. */
export const NO_FILTER: Required<Omit<CallsSearch, "call">> = {
  ...filtersSearch({}),
  failed: undefined,
  unpriced: undefined,
  reason: undefined,
  finding: undefined,
  voided: undefined,
  min: undefined,
  max: undefined,
  hour: undefined,
  callId: undefined,
};

/** Whether anything but the period narrows the list. What an address had and that was dropped is `undefined`, and does not. */
export function isFiltered(search: CallsSearch): boolean {
  return Object.keys(NO_FILTER).some((name) => search[name as keyof typeof NO_FILTER] !== undefined);
}

/** Reads the address. What is unknown, invalid or contradicts the rest of it is dropped. */
export function parseCallsSearch(raw: Readonly<Record<string, unknown>>): CallsSearch {
  const unpriced = flag(raw["unpriced"]);
  const reason = text(raw["reason"]);
  const hasNoCost = unpriced !== undefined || reason !== undefined;
  const min = hasNoCost ? undefined : amount(raw["min"]);
  const max = hasNoCost ? undefined : amount(raw["max"]);
  const search = {
    ...parseFiltersSearch(raw),
    failed: flag(raw["failed"]),
    unpriced,
    reason,
    finding: FINDINGS.find((known) => known === raw["finding"]),
    voided: flag(raw["voided"]),
    min,
    max: max !== undefined && isBelow(max, min) ? undefined : max,
    hour: instant(raw["hour"]),
    callId: text(raw["callId"]),
    call: text(raw["call"]),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** Drops an hour outside the period, such as after the period was changed: the API would refuse it. */
export function withinPeriod(search: CallsSearch, range: DateRange, timeZone: string): CallsSearch {
  const { hour, ...others } = search;
  return hour === undefined || hourStartWithin(hour, range, timeZone) !== null ? search : others;
}

/** The question for the calls that the address asks for. */
export function callsQuestion(
  { failed, unpriced, reason, finding, voided, min, max, hour, callId, ...filters }: CallsSearch,
  range: DateRange,
): Omit<CallsQueryInput, "limit" | "cursor"> {
  return {
    range,
    filters: filtersOf(filters),
    ...(hour !== undefined && { hour }),
    ...(min !== undefined && { minCost: min }),
    ...(max !== undefined && { maxCost: max }),
    ...(failed && { failedOnly: true }),
    ...(unpriced && { unpricedOnly: true }),
    ...(reason !== undefined && { unpricedReason: reason }),
    ...(finding !== undefined && { finding }),
    ...(voided && { includeVoided: true }),
    ...(callId !== undefined && { callId }),
  };
}

/** An amount as a reader types it, with a point or a comma; `undefined` when it is none. */
export function typedAmount(typed: string): string | undefined {
  return amount(typed.trim().replace(",", "."));
}

/** Whether an amount is below another one, if there is one. Differences too small for a double are left to the API. */
export function isBelow(one: string, other: string | undefined): boolean {
  return other !== undefined && Number(one) < Number(other);
}

function text(raw: unknown): string | undefined {
  return isSearchText(raw) ? raw : undefined;
}

function flag(raw: unknown): "1" | undefined {
  return raw === "1" ? raw : undefined;
}

function amount(raw: unknown): string | undefined {
  return typeof raw === "string" && /^\d{1,12}(\.\d{1,12})?$/.test(raw) ? raw : undefined;
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function instant(raw: unknown): string | undefined {
  if (typeof raw !== "string") return undefined;
  const date = INSTANT.exec(raw)?.[1];
  // Browsers read 30 February as 2 March.
  return isCivilDate(date) ? raw : undefined;
}
