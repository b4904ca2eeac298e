import type { DateRange, UnpricedGroup } from "usage-core";
import { shellWord } from "../../components/shell-word.ts";

/** The reasons that have a sentence of their own; others are shown as they are. */
const REASONS = [
  "unknown_provider",
  "unknown_model",
  "no_price_for_tier",
  "no_price_for_tokens",
  "token_mismatch",
  "no_rate",
  "too_large",
  "not_told",
] as const;
export type KnownReason = (typeof REASONS)[number];

/** Reasons that an own price removes. */
const PRICE_HELPS: ReadonlySet<string> = new Set([
  "unknown_provider",
  "unknown_model",
  "no_price_for_tier",
  "no_price_for_tokens",
] satisfies KnownReason[]);

/** Reasons in the calls themselves: no price and no rate would help. */
const NOTHING_HELPS: ReadonlySet<string> = new Set(["token_mismatch", "too_large"] satisfies KnownReason[]);

/** `other` for a reason that this page does not know. */
export function reasonOf({ reason }: Pick<UnpricedGroup, "reason">): KnownReason | "other" {
  return REASONS.find((known) => known === reason) ?? "other";
}

/**
 * The command that mends why these calls have no cost; `null` where none does. `tier` is the service tier of all of them; absent
 * where they may have several, which the reader then has to name.
 */
export function remedyOf(
  { reason, provider, model }: UnpricedGroup,
  firmId: string,
  range: DateRange,
  tier?: string,
): string | null {
  if (PRICE_HELPS.has(reason)) {
    const of = provider === null ? "" : ` --provider ${shellWord(provider)}`;
    const forTier = reason === "no_price_for_tier" ? ` --tier ${tier === undefined ? "…" : shellWord(tier)}` : "";
    return (
      `npm run usage -- prices set --model ${shellWord(model)}${of}${forTier} --firm ${shellWord(firmId)} ` +
      `--from ${range.startDate} --currency EUR --input … --output …`
    );
  }
  if (reason === "no_rate") return "npm run usage -- rates import eurofxref-hist.csv";
  return NOTHING_HELPS.has(reason) ? null : repriceCommand(firmId, range);
}

/** Whether these calls need `reprice` after their remedy, rather than as their remedy. */
export function needsReprice({ reason }: UnpricedGroup): boolean {
  return PRICE_HELPS.has(reason) || reason === "no_rate";
}

/** The command that gives the period's calls the cost by today's prices and rates. */
export function repriceCommand(firmId: string, { startDate, endDate }: DateRange): string {
  return `npm run usage -- reprice --from ${startDate} --to ${endDate} --firm ${shellWord(firmId)} --dry-run`;
}
