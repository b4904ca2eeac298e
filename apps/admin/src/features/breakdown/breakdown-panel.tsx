import "../../components/data-table.css";
import "./breakdown.css";
import { Button, Skeleton } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { isUnpriced } from "usage-core";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { BreakdownRow } from "./breakdown-rows.ts";

/** How many rows a breakdown shows before the reader asks for all. */
const TOP_ROWS = 8;

interface BreakdownPanelProps<Data> {
  readonly title: string;
  /** What a row is: the first column's name. */
  readonly column: string;
  readonly query: PanelQuery<Data>;
  readonly rowsOf: (data: Data) => readonly BreakdownRow[];
  /** A row's name, as the link to its page. */
  readonly nameOf: (row: BreakdownRow) => ReactNode;
}

/** What each feature, user or model cost, dearest first. */
export function BreakdownPanel<Data>({ title, column, query, rowsOf, nameOf }: BreakdownPanelProps<Data>): ReactNode {
  return (
    <Panel title={title} query={query} skeleton={<BreakdownSkeleton />}>
      {(data) => <BreakdownTable column={column} rows={rowsOf(data)} nameOf={nameOf} />}
    </Panel>
  );
}

interface BreakdownTableProps {
  readonly column: string;
  readonly rows: readonly BreakdownRow[];
  readonly nameOf: (row: BreakdownRow) => ReactNode;
}

export function BreakdownTable({ column, rows, nameOf }: BreakdownTableProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const tableId = useId();
  const [showsAll, setShowsAll] = useState(false);
  if (rows.length === 0) return <p className="panel-note">{t("empty.short")}</p>;
  const shown = showsAll ? rows : rows.slice(0, TOP_ROWS);
  return (
    <>
      <table className="data-table breakdown-table" id={tableId}>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col" className="number breakdown-share">
              {t("columns.share")}
            </th>
            <th scope="col" className="number breakdown-cost">
              {t("columns.cost")}
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
          {shown.map((row) => (
            <tr key={row.id}>
              <th
                scope="row"
                className="breakdown-name"
                title={row.name === row.id ? row.id : `${row.name} (${row.id})`}
              >
                <span>{nameOf(row)}</span>
                <div className="breakdown-bar" aria-hidden>
                  <i style={{ width: `${row.share}%` }} />
                </div>
              </th>
              <td className="number">{isUnpriced(row) ? "–" : format.share(row.share)}</td>
              <td className="number" title={unpricedText(row.unpricedCalls)}>
                {costText(row)}
              </td>
              <td className="number" title={format.count(row.tokens)}>
                {format.countShort(row.tokens)}
              </td>
              <td className="number">{format.count(row.calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > TOP_ROWS && (
        <Button
          className="breakdown-more"
          variant="subtle"
          size="compact-sm"
          c="var(--accent)"
          aria-expanded={showsAll}
          aria-controls={tableId}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? t("breakdown.showFewer") : t("breakdown.showAll", { formatted: format.count(rows.length) })}
        </Button>
      )}
    </>
  );
}

function BreakdownSkeleton(): ReactNode {
  return (
    <>
      <Skeleton height={18} mb={10} />
      {Array.from({ length: TOP_ROWS }, (_, row) => `row-${row}`).map((row) => (
        <Skeleton key={row} height={20} mb={14} />
      ))}
    </>
  );
}
