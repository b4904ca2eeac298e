import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Answer, Dimension, Explore } from "usage-core";
import { DownloadMenu } from "../../components/download-menu.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import {
  type BreakdownQuestion,
  BreakdownSkeleton,
  BreakdownTable,
} from "../../features/breakdown/breakdown-table.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { bySearch } from "../explore/explore-search.ts";

interface SplitPanelProps {
  readonly question: BreakdownQuestion;
  /** The dimension of the rows. */
  readonly by: Dimension;
  /** The dimension of what is broken down. */
  readonly dimension: Dimension;
  readonly value: string;
  readonly query: PanelQuery<Answer<Explore>>;
}

/** A breakdown, most expensive first, with a link to the exploration that has all rows. */
export function SplitPanel({ question, by, dimension, value, query }: SplitPanelProps): ReactNode {
  const { t } = useTexts();
  // The granularity is for the chart only.
  const { firmId, granularity, ...exported } = question;
  const shown = useAnswered(query, question);
  const title = t(`breakdown.${by}`);
  return (
    <Panel
      title={title}
      tools={
        <>
          <Link
            className="data-table-link entity-more"
            to="/firms/$firmId/explore"
            params={{ firmId }}
            search={{ by: bySearch([by]), [dimension]: [value] }}
            aria-label={t("entity.exploreBy", { split: title })}
          >
            {t("explore.title")}
          </Link>
          <DownloadMenu what="explore" firmId={firmId} query={exported} />
        </>
      }
      query={query}
      skeleton={<BreakdownSkeleton rows={5} />}
    >
      {(answer) => <BreakdownTable dimension={by} question={shown} answer={answer} />}
    </Panel>
  );
}
