import { useMemo } from "react";
import { useTexts } from "../i18n/texts.tsx";
import type { StackSeries } from "./stack-series.ts";
import { useOtherName } from "./use-other-name.ts";
import { useRowName } from "./use-row-name.ts";

export function useSeriesName(all: readonly StackSeries[]): (series: StackSeries) => string {
  const { t } = useTexts();
  const otherName = useOtherName();
  const rowName = useRowName(useMemo(() => all.flatMap(({ row }) => row ?? []), [all]));
  return ({ kind, row, keys }) => {
    if (row !== null) return rowName(row);
    return kind === "total" ? t("parts.total") : otherName(keys);
  };
}
