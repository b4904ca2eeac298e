import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import type { StackSeries } from "./stack-series.ts";
import { useRowName } from "./use-row-name.ts";

export function useSeriesName(): (series: StackSeries) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const rowName = useRowName();
  return ({ kind, row, keys }) => {
    if (row !== null) return rowName(row);
    return kind === "total" ? t("parts.total") : t("parts.other", { formatted: format.count(keys) });
  };
}
