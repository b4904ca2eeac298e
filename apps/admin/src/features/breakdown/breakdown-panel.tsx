import { lazy, type ReactNode, Suspense } from "react";
import { type Answer, type Dimension, type Explore, MAX_TOP } from "usage-core";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { DataTableSkeleton } from "../../components/skeletons.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { type BreakdownQuestion, BreakdownSkeleton, BreakdownTable } from "./breakdown-table.tsx";
import type { FullView } from "./full-breakdown.tsx";

const FullBreakdown = lazy(async () => ({ default: (await import("./full-breakdown.tsx")).FullBreakdown }));

interface BreakdownPanelProps {
  readonly dimension: Dimension;
  readonly question: BreakdownQuestion;
  readonly query: PanelQuery<Answer<Explore>>;
  /** How many rows are shown until all are asked for. */
  readonly topRows: number;
  readonly showsAll: boolean;
  readonly onShowAll: (showsAll: boolean) => void;
  /** How all rows are sorted and searched. */
  readonly view: FullView;
}

/** What each feature, user, model or provider cost, most expensive first; other and the total below. */
export function BreakdownPanel({
  dimension,
  question,
  query,
  topRows,
  showsAll,
  onShowAll,
  view,
}: BreakdownPanelProps): ReactNode {
  const { t, format } = useTexts();
  const { firmId, ...exported } = question;
  const shown = useAnswered(query, question);
  const { rows, other } = query.data?.data ?? { rows: [], other: null };
  const keys = rows.length + (other?.keys ?? 0);
  const showText =
    keys > MAX_TOP
      ? t("breakdown.showLargest", { formatted: format.count(MAX_TOP) })
      : t("breakdown.showAll", { formatted: format.count(keys) });
  return (
    <div className="breakdown" data-full={showsAll || undefined}>
      <Panel
        title={t(`breakdown.${dimension}`)}
        tools={
          <>
            {(showsAll || keys > topRows) && (
              <button type="button" className="data-table-link breakdown-more" onClick={() => onShowAll(!showsAll)}>
                {showsAll ? t("breakdown.showFewer") : showText}
              </button>
            )}
            <DownloadMenu what="explore" firmId={firmId} query={exported} />
          </>
        }
        query={query}
        skeleton={<BreakdownSkeleton rows={topRows} />}
      >
        {(answer) =>
          showsAll ? (
            <Suspense fallback={<DataTableSkeleton rows={topRows} hasSearch />}>
              <FullBreakdown dimension={dimension} question={shown} answer={answer} {...view} />
            </Suspense>
          ) : (
            <BreakdownTable dimension={dimension} question={shown} answer={answer} />
          )
        }
      </Panel>
    </div>
  );
}
