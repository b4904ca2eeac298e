import "../../components/data-table.css";
import "./breakdown.css";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type DateRange, type Dimension, type Explore, type ExploreQueryInput, isUnpriced } from "usage-core";
import { type UsageRow, useUsageRows } from "../../components/usage-columns.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { CallsLink } from "../calls-link.tsx";
import { filtersOfKey } from "../filters/filters-search.ts";
import { RowChange } from "./row-change.tsx";
import { RowLink } from "./row-link.tsx";

/** What was asked: the calls behind a number are of the same. */
export type BreakdownQuestion = ExploreQueryInput & { readonly firmId: string };

interface BreakdownTableProps {
  readonly dimension: Dimension;
  readonly question: BreakdownQuestion;
  readonly explore: Explore;
}

/** The largest rows, all else and the total: the rows add up to it. */
export function BreakdownTable({ dimension, question, explore }: BreakdownTableProps): ReactNode {
  const { t } = useTranslation();
  const { rows, pinned } = useUsageRows(explore);
  if (rows.length === 0) return <p className="panel-note">{t("empty.short")}</p>;
  return (
    <table className="data-table breakdown-table">
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
          <Row key={row.id} row={row} question={question} previousRange={explore.previousRange}>
            <RowLink firmId={question.firmId} dimension={dimension} row={row} />
          </Row>
        ))}
      </tbody>
      <tfoot>
        {pinned.map((row) => (
          <Row key={row.id} row={row} question={question} previousRange={explore.previousRange}>
            {row.name}
          </Row>
        ))}
      </tfoot>
    </table>
  );
}

interface RowProps {
  readonly row: UsageRow;
  readonly question: BreakdownQuestion;
  readonly previousRange: DateRange | null;
  readonly children: ReactNode;
}

function Row({ row, question, previousRange, children }: RowProps): ReactNode {
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const { figures, percentOfTotal } = row;
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
      <td className="number">{isUnpriced(figures) ? "–" : format.share(percentOfTotal)}</td>
      <td className="number" title={unpricedText(figures.unpricedCalls)}>
        {costText(figures)}
      </td>
      <td className="number breakdown-change">
        <RowChange row={row} previousRange={previousRange} />
      </td>
      <td className="number" title={format.count(figures.tokens)}>
        {format.countShort(figures.tokens)}
      </td>
      <td className="number">
        <CallsOf row={row} question={question} />
      </td>
    </tr>
  );
}

/** How many calls a row has, leading to them; all else is no choice of values. */
function CallsOf({ row, question }: Pick<RowProps, "row" | "question">): ReactNode {
  const { t } = useTranslation();
  const value = useFormat().count(row.figures.calls);
  if (row.id === "other" || row.figures.calls === 0) return value;
  return (
    <CallsLink
      className="calls-link-number"
      firmId={question.firmId}
      range={question.range}
      filters={filtersOfKey(question.filters ?? {}, row.row?.key ?? {})}
      label={t("explore.openCalls", { measure: t("columns.calls"), name: row.name, value })}
    >
      {value}
    </CallsLink>
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
