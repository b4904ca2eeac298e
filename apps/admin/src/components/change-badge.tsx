import "./change-badge.css";
import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { DateRange } from "usage-core";
import type { Format } from "../i18n/format.ts";
import { useTexts } from "../i18n/texts.tsx";
import type { Change } from "./change.ts";
import { PartialMark } from "./partial-mark.tsx";

interface ChangeBadgeProps {
  /** `null`: not known, and nothing is shown. */
  readonly change: Change | null;
  readonly previousRange: DateRange | null;
  /** Whether one of the two costs leaves out calls without a price. */
  readonly isPartial?: boolean;
  /** Of a rate: the change is in percentage points, since a percentage of percent would be misread. */
  readonly isRate?: boolean;
}

/** Larger changes are shown as "> 999 %": the exact number would only say that there was almost nothing before. */
const MAX_PERCENT = 999;

/** A change against the previous period, without a colour: spending more is not bad in itself. */
export function ChangeBadge(props: ChangeBadgeProps): ReactNode {
  const { change, isPartial = false } = props;
  const { t } = useTexts();
  const texts = useChangeTexts()(props);
  if (change === null || texts === null) return null;
  const { words, percent } = texts;
  return (
    <span className="change-badge figure" title={words}>
      <span aria-hidden className="change-badge">
        {change.kind === "up" && <IconArrowUpRight size={14} />}
        {change.kind === "down" && <IconArrowDownRight size={14} />}
        {change.kind === "same" && "="}
        {change.kind === "new" ? t("parts.change.newShort") : percent}
        {isPartial && <PartialMark />}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** A change in words, and its size alone; `null` where it is not known. */
export function useChangeTexts(): (
  of: ChangeBadgeProps,
) => { readonly words: string; readonly percent: string } | null {
  const { t, format } = useTexts();
  return ({ change, previousRange, isPartial = false, isRate = false }) => {
    if (change === null || previousRange === null) return null;
    const period = format.dateRange(previousRange);
    const points = (amount: number) => t("parts.change.points", { value: pointsText(amount, format.locale) });
    const percent = "size" in change ? (isRate ? points(change.size) : percentText(change.size, format)) : "";
    const words = t(`parts.change.${change.kind}`, { percent, period });
    return { words: isPartial ? `${words}; ${t("parts.change.unpriced")}` : words, percent };
  };
}

function percentText(percent: number, format: Pick<Format, "share" | "rate">): string {
  return percent > MAX_PERCENT ? `> ${format.rate(MAX_PERCENT / 100)}` : format.share(percent);
}

/** With two decimals, as rates have; a change that rounds to nothing is "< 0.01", not 0. */
function pointsText(points: number, locale: string): string {
  const text = Math.max(points, 0.01).toLocaleString(locale, { maximumFractionDigits: 2 });
  return points < 0.01 ? `< ${text}` : text;
}
