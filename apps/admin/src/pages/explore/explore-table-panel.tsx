import "../../features/figures/figures.css";
import type { ReactNode } from "react";
import type { Answer, Explore, ExploreQueryInput } from "usage-core";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { DataTableSkeleton } from "../../components/skeletons.tsx";
import { AsOfLine, UnpricedNote } from "../../features/figures/as-of-line.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import type { exploreQuestions } from "./explore-search.ts";
import { ExploreTable } from "./explore-table.tsx";

interface ExploreTablePanelProps {
  readonly firmId: string;
  /** What the file holds: all rows. */
  readonly exported: ExploreQueryInput;
  readonly query: PanelQuery<Answer<Explore>>;
  /** What the answer on screen is to. */
  readonly shown: ReturnType<typeof exploreQuestions>["table"];
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

/** The rows, other and the total, with when they were read and what they leave out. */
export function ExploreTablePanel({ firmId, exported, query, shown, sort, onSort }: ExploreTablePanelProps): ReactNode {
  const { t, format } = useTexts();
  const previousRange = query.data?.data.previousRange ?? null;
  return (
    <Panel
      title={t("explore.table")}
      note={previousRange !== null && t("explore.against", { period: format.dateRange(previousRange) })}
      tools={<DownloadMenu what="explore" firmId={firmId} query={exported} />}
      query={query}
      skeleton={<DataTableSkeleton rows={12} />}
    >
      {(answer) => (
        <>
          <ExploreTable firmId={firmId} question={shown} answer={answer} sort={sort} onSort={onSort} />
          <div className="data-table-foot">
            <AsOfLine answer={answer} hasFailed={query.error !== null} />
            <UnpricedNote calls={answer.data.total.figures.unpricedCalls} />
          </div>
        </>
      )}
    </Panel>
  );
}
