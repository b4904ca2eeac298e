import type { ReactNode } from "react";
import { type FirmsUsage, type FirmUsage, localDayAt, monthOf } from "usage-core";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import type { Explained } from "../../components/explanation.tsx";
import { CallsBehind } from "../../features/explained/calls-behind.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { spanOfRanges } from "./shared-range.ts";

/** A firm, or all of them together. */
export interface FirmRow {
  readonly id: string;
  readonly name: string;
  readonly figures: FirmsUsage["total"];
  /** `null` for the total. */
  readonly firm: FirmUsage | null;
}

interface FirmNumberProps extends Pick<Explained, "value" | "formula" | "unpricedCalls"> {
  readonly row: FirmRow;
  readonly usage: FirmsUsage;
  /** What the number is called: "Cost". */
  readonly measure: string;
  /** Which of the period's calls are behind it; absent: all. */
  readonly only?: "failed" | "unpriced" | undefined;
  /** Of the current month, whatever the period. */
  readonly isOfMonth?: boolean;
  readonly isAside?: boolean;
  readonly children?: ReactNode;
}

/** A number of one firm or of all that can be opened. That of all has no link to calls, which only each firm lists. */
export function FirmNumber({
  row,
  usage,
  measure,
  only,
  isOfMonth = false,
  formula,
  ...number
}: FirmNumberProps): ReactNode {
  const { t } = useTexts();
  const { firm, name } = row;
  const timeZone = firm?.timeZone ?? "UTC";
  const today = localDayAt(Date.parse(usage.asOf), timeZone).date;
  const period = firm?.range ??
    spanOfRanges(usage.firms.map(({ range }) => range)) ?? { startDate: today, endDate: today };
  const month = monthOf(today);
  return (
    <ExplainedNumber
      {...number}
      name={t("explained.of", { measure, name })}
      formula={() => (firm === null && !isOfMonth ? `${t("explained.allFirms")} ` : "") + formula()}
      range={isOfMonth ? month : period}
      answer={{ asOf: usage.asOf, timeZone, cacheAgeMs: 0 }}
      {...(firm === null
        ? { zone: t("firms.ownZones") }
        : {
            link: (
              <CallsBehind
                asked={{ firmId: firm.firmId, range: isOfMonth ? { ...month, endDate: today } : period }}
                only={only}
              >
                {isOfMonth && only === undefined ? t("figures.behindMonth") : undefined}
              </CallsBehind>
            ),
          })}
    />
  );
}
