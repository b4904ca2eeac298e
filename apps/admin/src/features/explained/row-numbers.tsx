import type { ReactNode } from "react";
import { type DateRange, type ExploreFigures, isUnpriced, type Measure } from "usage-core";
import { changeOf } from "../../components/change.ts";
import { ChangeBadge, useChangeTexts } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import type { UsageRow } from "../../components/use-usage-rows.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { filtersOfKey } from "../filters/filters-search.ts";
import type { AskedUsage } from "./asked-usage.ts";
import { useExplain } from "./use-explain.tsx";

interface RowNumberProps {
  readonly asked: AskedUsage;
  readonly row: UsageRow;
  readonly measure: Measure;
}

/** A figure of a row: Tab goes to its cost, arrow keys to the others. */
export function RowNumber({ isShort = false, ...of }: RowNumberProps & { readonly isShort?: boolean }): ReactNode {
  const { format } = useTexts();
  const explained = useExplainRow()(of);
  const { row, measure } = of;
  const value = isShort ? format.countShort(row.figures[measure]) : explained.value;
  return <ExplainedNumber {...explained} value={value} isAside={measure !== "cost"} />;
}

interface RowShareProps extends RowNumberProps {
  readonly total: ExploreFigures;
}

/** A row's share of the total. */
export function RowShare({ asked, row, measure, total }: RowShareProps): ReactNode {
  const { t, format, measureName, measureText } = useTexts();
  const explain = useExplainRow();
  const percent = shareOf(row, measure, total);
  if (percent === null) return "–";
  return (
    <ExplainedNumber
      {...explain({ asked, row, measure })}
      isAside
      isMarked={false}
      name={t("explained.of", {
        measure: measure === "cost" ? t("columns.share") : `${t("columns.share")} (${measureName(measure)})`,
        name: row.name,
      })}
      value={format.share(percent)}
      formula={() =>
        t("explained.share", { part: measureText(row.figures, measure), whole: measureText(total, measure) })
      }
      unpricedCalls={measure === "cost" ? row.figures.unpricedCalls : null}
    />
  );
}

interface RowChangeProps extends RowNumberProps {
  readonly previousRange: DateRange | null;
}

/** How a figure of a row changed; nothing where that is not known. */
export function RowChange({ asked, row, measure, previousRange }: RowChangeProps): ReactNode {
  const { t, format, measureName, measureText } = useTexts();
  const changeTexts = useChangeTexts();
  const explain = useExplainRow();
  const { figures, previous } = row;
  const change = changeOf(figures, previous, measure);
  const texts = changeTexts({ change, previousRange });
  if (texts === null || previous === null || previousRange === null) return null;
  return (
    <ExplainedNumber
      {...explain({ asked, row, measure })}
      isAside
      name={t("explained.of", { measure: `${t("breakdown.change")} (${measureName(measure)})`, name: row.name })}
      value={texts.words}
      formula={() =>
        t("explained.change", {
          now: measureText(figures, measure),
          before: measureText(previous, measure),
          period: format.dateRange(previousRange),
        })
      }
      unpricedCalls={measure === "cost" ? figures.unpricedCalls + previous.unpricedCalls : null}
    >
      <ChangeBadge change={change} previousRange={previousRange} />
    </ExplainedNumber>
  );
}

function useExplainRow() {
  const explain = useExplain();
  return ({ asked, row, measure }: RowNumberProps) =>
    explain({
      asked,
      measure,
      name: row.name,
      figures: row.figures,
      filters: filtersOfKey(asked.filters ?? {}, row.row?.key ?? {}),
      isOther: row.id === "other",
    });
}

/** A row's part of the total, in [0, 100]; `null` of the cost where none of the row's calls has a price. */
export function shareOf({ figures, percentOfTotal }: UsageRow, measure: Measure, total: ExploreFigures): number | null {
  if (measure === "cost") return isUnpriced(figures) ? null : percentOfTotal;
  return total[measure] === 0 ? 0 : (figures[measure] / total[measure]) * 100;
}
