import { type ReactNode, useMemo } from "react";
import { stackSeries } from "../../components/stack-series.ts";
import { StackedTable, type StackedTableProps } from "../../components/stacked-table.tsx";
import { useBucketLabel } from "../../components/use-bucket-label.ts";
import { useSeriesName } from "../../components/use-series-name.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { filtersOfKey } from "../filters/filters-search.ts";
import type { AskedUsage } from "./asked-usage.ts";
import { useExplain } from "./use-explain.tsx";

type ExplainedStackProps = Omit<StackedTableProps, "explain" | "answer"> & AskedUsage;

/** The figures of a stacked chart, each of which can be opened. */
export function ExplainedStack({ firmId, range, filters, answer, ...table }: ExplainedStackProps): ReactNode {
  const { t } = useTexts();
  const { granularity, measure } = table;
  const explain = useExplain();
  const seriesName = useSeriesName(useMemo(() => stackSeries(table.explore), [table.explore]));
  const bucketLabel = useBucketLabel(granularity);
  const asked = { firmId, range, filters, answer };
  return (
    <StackedTable
      {...table}
      answer={answer}
      explain={({ series, bucket, figures }) =>
        explain({
          asked,
          measure,
          figures,
          name: series === null ? t("parts.total") : seriesName(series),
          filters: filtersOfKey(filters ?? {}, series?.row?.key ?? {}),
          isOther: series?.kind === "other",
          when:
            bucket === null
              ? undefined
              : {
                  text: bucketLabel(bucket).full,
                  range: { startDate: bucket.startDate, endDate: bucket.endDate },
                  hour: granularity === "hour" ? bucket.start : undefined,
                },
        })
      }
    />
  );
}
