import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";

interface AsOfLineProps {
  readonly answer: { readonly asOf: string; readonly timeZone: string; readonly cacheAgeMs: number };
  /** Whether the figures are older than they should be, because the last refresh failed. */
  readonly hasFailed: boolean;
}

/** When the figures were read, on the firm's clock, and how old they were when they came. */
export function AsOfLine({ answer, hasFailed }: AsOfLineProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const at = { time: format.clock(answer.asOf, answer.timeZone), zone: answer.timeZone };
  if (hasFailed) {
    return (
      <p className="figures-warning">
        <IconAlertTriangle size={14} aria-hidden />
        {t("asOf.refreshFailed", at)}
      </p>
    );
  }
  const seconds = Math.round(answer.cacheAgeMs / 1000);
  if (answer.cacheAgeMs === 0) return <p className="figure">{t("asOf.fresh", at)}</p>;
  const age =
    seconds < 90 ? t("asOf.seconds", { value: seconds }) : t("asOf.minutes", { value: Math.round(seconds / 60) });
  return <p className="figure">{t("asOf.cached", { ...at, age })}</p>;
}

/** Says plainly that the cost is not complete. */
export function UnpricedNote({ calls }: { readonly calls: number }): ReactNode {
  const text = useUnpricedText()(calls);
  if (text === undefined) return null;
  return (
    <p className="figures-warning">
      <IconAlertTriangle size={14} aria-hidden />
      {text}
    </p>
  );
}
