import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { AnswerReading } from "../../components/reading.ts";
import { useReadTime } from "../../components/use-read-time.ts";
import { useTexts } from "../../i18n/texts.tsx";

interface AsOfLineProps {
  readonly answer: AnswerReading;
  /** Whether the figures are older than they should be, because the last refresh failed. */
  readonly hasFailed: boolean;
}

/** When the figures were read, on the firm's clock, and how old they were when they came. */
export function AsOfLine({ answer, hasFailed }: AsOfLineProps): ReactNode {
  const { t } = useTexts();
  const { time, age } = useReadTime(answer);
  const at = { time, zone: answer.timeZone };
  if (hasFailed) {
    return (
      <p className="figures-warning">
        <IconAlertTriangle size={14} aria-hidden />
        {t("asOf.refreshFailed", at)}
      </p>
    );
  }
  if (age === null) return <p className="figure">{t("asOf.fresh", at)}</p>;
  return <p className="figure">{t("asOf.cached", { ...at, age })}</p>;
}

/** Says plainly that the cost is not complete. */
export function UnpricedNote({ calls }: { readonly calls: number }): ReactNode {
  const text = useTexts().unpricedText(calls);
  if (text === undefined) return null;
  return (
    <p className="figures-warning">
      <IconAlertTriangle size={14} aria-hidden />
      {text}
    </p>
  );
}
