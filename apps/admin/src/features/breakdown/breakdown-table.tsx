import "../../components/data-table.css";
import "./breakdown.css";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Answer, Dimension, Explore, ExploreQueryInput } from "usage-core";
import { goByArrows } from "../../components/go-by-arrows.ts";
import { type UsageRow, useUsageRows } from "../../components/use-usage-rows.ts";
import { useTexts } from "../../i18n/texts.tsx";
import type { AskedUsage } from "../explained/asked-usage.ts";
import { RowChange, RowNumber, RowShare } from "../explained/row-numbers.tsx";
import { RowLink } from "./row-link.tsx";

/** What was asked. The links to the calls behind a number ask the same. */
export type BreakdownQuestion = ExploreQueryInput & { readonly firmId: string };

export function askedOf({ firmId, range, filters }: BreakdownQuestion, answer: AskedUsage["answer"]): AskedUsage {
  return { firmId, range, filters, answer };
}

interface BreakdownTableProps {
  readonly dimension: Dimension;
  readonly question: BreakdownQuestion;
  readonly answer: Answer<Explore>;
}

/** The largest rows and other, which add up to the total. */
export function BreakdownTable({ dimension, question, answer }: BreakdownTableProps): ReactNode {
  const { t } = useTexts();
  const { data: explore } = answer;
  const asked = askedOf(question, answer);
  const { rows, pinned } = useUsageRows(explore);
  if (rows.length === 0) return <p className="panel-note">{t("empty.short")}</p>;
  return (
    <table
      className="data-table breakdown-table"
      aria-label={`${t(`breakdown.${dimension}`)}. ${t("parts.table.keys")}`}
      onKeyDown={goByArrows}
    >
      <thead>
        <tr>
          <th scope="col">{t(`entity.${dimension}`)}</th>
          <th scope="col" className="number breakdown-share">
            {t("columns.share")}
          </th>
          <th scope="col" className="number breakdown-cost">
            {t("columns.cost")}
          </th>
          <th scope="col" className="number breakdown-change">
            {t("breakdown.change")}
          </th>
          <th scope="col" className="number breakdown-tokens">
            {t("columns.tokens")}
          </th>
          <th scope="col" className="number breakdown-calls">
            {t("columns.calls")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} asked={asked} explore={explore}>
            <RowLink firmId={question.firmId} dimension={dimension} row={row} />
          </Row>
        ))}
      </tbody>
      <tfoot>
        {pinned.map((row) => (
          <Row key={row.id} row={row} asked={asked} explore={explore}>
            {row.name}
          </Row>
        ))}
      </tfoot>
    </table>
  );
}

interface RowProps {
  readonly row: UsageRow;
  readonly asked: AskedUsage;
  readonly explore: Explore;
  readonly children: ReactNode;
}

function Row({ row, asked, explore, children }: RowProps): ReactNode {
  const { format, unpricedText } = useTexts();
  const { figures, percentOfTotal } = row;
  const of = { asked, row };
  return (
    <tr>
      <th scope="row" className="breakdown-name" title={row.name}>
        <span>{children}</span>
        {row.id !== "total" && (
          <div className="breakdown-bar" aria-hidden>
            <i style={{ width: `${percentOfTotal}%` }} />
          </div>
        )}
      </th>
      <td className="number">
        <RowShare {...of} measure="cost" total={explore.total.figures} />
      </td>
      <td className="number" title={unpricedText(figures.unpricedCalls)}>
        <RowNumber {...of} measure="cost" />
      </td>
      <td className="number breakdown-change">
        <RowChange {...of} measure="cost" previousRange={explore.previousRange} />
      </td>
      <td className="number" title={format.count(figures.tokens)}>
        <RowNumber {...of} measure="tokens" isShort />
      </td>
      <td className="number">
        <RowNumber {...of} measure="calls" />
      </td>
    </tr>
  );
}

/** As tall as a table of so many rows and the total. */
export function BreakdownSkeleton({ rows }: { readonly rows: number }): ReactNode {
  return (
    <>
      <Skeleton height={18} mb={10} />
      {Array.from({ length: rows + 1 }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={20} mb={13} />
      ))}
    </>
  );
}
