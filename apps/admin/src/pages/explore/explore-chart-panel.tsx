import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import type { Answer, Explore, ExploreBucket, ExploreQueryInput } from "usage-core";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { LazyStackedChart } from "../../components/lazy-stacked-chart.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { StackedChartSkeleton } from "../../components/skeletons.tsx";
import { MAX_CHART_ROWS } from "../../components/stack-series.ts";
import { ExplainedStack } from "../../features/explained/explained-stack.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { CHART_KINDS, type ChartKind, type exploreQuestions } from "./explore-search.ts";

interface ExploreChartPanelProps {
  readonly firmId: string;
  readonly question: ExploreQueryInput;
  readonly query: PanelQuery<Answer<Explore>>;
  /** What the answer on screen is to. */
  readonly shown: ReturnType<typeof exploreQuestions>["course"];
  readonly kind: ChartKind;
  readonly onKind: (kind: ChartKind) => void;
  readonly onOpen: (bucket: ExploreBucket) => void;
}

/** The rows over time. */
export function ExploreChartPanel(props: ExploreChartPanelProps): ReactNode {
  const { firmId, question, query, shown, kind, onKind, onOpen } = props;
  const { t, format, measureName } = useTexts();
  const hint = t(shown.granularity === "hour" ? "explore.hourHint" : "explore.hint");
  const isCut = kind !== "table" && (query.data?.data.rows.length ?? 0) > MAX_CHART_ROWS;
  return (
    <Panel
      title={t("explore.chart")}
      note={isCut ? `${hint} · ${t("explore.drawn", { formatted: format.count(MAX_CHART_ROWS) })}` : hint}
      tools={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t("explore.chartKind")}
            data={CHART_KINDS.map((value) => ({ value, label: t(`explore.${value === "table" ? "figures" : value}`) }))}
            value={kind}
            onChange={(next) => onKind(CHART_KINDS.find((known) => known === next) ?? kind)}
          />
          <DownloadMenu what="explore" firmId={firmId} query={question} />
        </>
      }
      query={query}
      skeleton={<StackedChartSkeleton height={300} />}
    >
      {(answer) => {
        const { granularity, measure, groupBy, range, filters } = shown;
        const name = t(`explore.chartName.${granularity}`, {
          measure: measureName(measure),
          range: format.dateRange(range),
        });
        const dimensions = groupBy.map((dimension) => t(`entity.${dimension}`)).join(", ");
        const shared = {
          label: groupBy.length === 0 ? name : t("explore.chartNameBy", { name, dimensions }),
          explore: answer.data,
          granularity,
          measure,
          answer,
          onOpen,
        };
        if (kind === "table") return <ExplainedStack {...shared} {...{ firmId, range, filters }} />;
        return <LazyStackedChart {...shared} kind={kind} height={300} />;
      }}
    </Panel>
  );
}
