import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import type { Answer, DateRange, Dimension, Explore, ExploreBucket, UsageFilters } from "usage-core";
import { ServerWords } from "../../components/error-text.tsx";
import { LazyStackedChart } from "../../components/lazy-stacked-chart.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { StackedChartSkeleton } from "../../components/skeletons.tsx";
import { TableToggle } from "../../components/table-toggle.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { ExplainedStack } from "../../features/explained/explained-stack.tsx";
import type { SpendStep } from "../../features/spend/spend-step.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { isWorthRetrying } from "../../trpc.ts";

interface TrendPanelProps {
  readonly firmId: string;
  readonly filters: UsageFilters;
  readonly range: DateRange;
  readonly step: SpendStep;
  /** What the cost can be grouped by, and what it is grouped by. */
  readonly splits: readonly Dimension[];
  readonly split: Dimension;
  readonly query: PanelQuery<Answer<Explore>>;
  /** The same cost without grouping: shown where grouping would read too many calls. */
  readonly whole: PanelQuery<Answer<Explore>>;
  readonly onSplit: (split: Dimension) => void;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
  readonly onOpen: (bucket: ExploreBucket) => void;
}

/** The cost over time, grouped. */
export function TrendPanel(props: TrendPanelProps): ReactNode {
  const { firmId, filters, query, whole, range, step, split, splits, onSplit, isTable, onTable, onOpen } = props;
  const { t, format } = useTexts();
  const isRefused = query.data === undefined && query.error !== null && !isWorthRetrying(query.error);
  const source = isRefused ? whole : query;
  const shown = useAnswered(source, { range, step, split });
  return (
    <Panel
      title={t(`spend.title.${step}`)}
      note={t("explore.hint")}
      tools={
        <div className="entity-tools">
          <SegmentedControl
            size="xs"
            aria-label={t("spend.split")}
            data={splits.map((value) => ({ value, label: t(`entity.${value}`) }))}
            value={split}
            onChange={(next) => onSplit(splits.find((known) => known === next) ?? split)}
          />
          <TableToggle isTable={isTable} onChange={onTable} />
        </div>
      }
      query={source}
      skeleton={<StackedChartSkeleton />}
    >
      {(answer) => {
        const shared = {
          label: t(`spend.chart.${shown.step}`, {
            split: t(`spend.by.${isRefused ? split : shown.split}`),
            range: format.dateRange(shown.range),
          }),
          explore: answer.data,
          granularity: shown.step,
          measure: "cost",
          answer,
          onOpen,
        } as const;
        return (
          <>
            {isRefused && (
              <div className="entity-refusal">
                {t("entity.notSplit")}
                <ServerWords error={query.error} />
              </div>
            )}
            {isTable ? (
              <ExplainedStack {...shared} {...{ firmId, filters }} range={shown.range} />
            ) : (
              <LazyStackedChart {...shared} />
            )}
          </>
        );
      }}
    </Panel>
  );
}
