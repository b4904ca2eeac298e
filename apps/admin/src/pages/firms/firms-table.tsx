import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { type DateRange, type FirmsUsage, isUnpriced, localDayAt, MAX_IDENTIFIER_LENGTH } from "usage-core";
import { type Change, changeBetween, changeRank } from "../../components/change.ts";
import { ChangeBadge, useChangeTexts } from "../../components/change-badge.tsx";
import { DataTable } from "../../components/data-table.tsx";
import type { TableColumn } from "../../components/table-cells.tsx";
import type { TableSort } from "../../components/table-sort.ts";
import { amountsWidth } from "../../components/table-width.ts";
import { LazySparkline } from "../../features/figures/lazy-sparkline.tsx";
import { periodSearch, type RangeChoice } from "../../features/range/period-search.ts";
import { hasWholeDay } from "../../features/range/usual-comparison.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { finishedSeries } from "./finished-series.ts";
import { FirmNumber, type FirmRow } from "./firm-number.tsx";
import { sharedRange } from "./shared-range.ts";

interface FirmsTableProps {
  readonly usage: FirmsUsage;
  /** The period of `usage`, as it was chosen. */
  readonly choice: RangeChoice;
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
  /** The search text; an empty one shows all firms. */
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** The firms, ranked. A firm's name links to its overview. */
export function FirmsTable({ usage, choice, sort, onSort, search, onSearch }: FirmsTableProps): ReactNode {
  const { t } = useTexts();
  const previousRange = useMemo(() => sharedRange(usage.firms.map((firm) => firm.previousRange)), [usage.firms]);
  const columns = useColumns(usage, choice, previousRange);
  const rows = useMemo(
    () => usage.firms.map((firm): FirmRow => ({ id: firm.firmId, name: firm.firmName, figures: firm, firm })),
    [usage.firms],
  );
  return (
    <DataTable
      label={t("firms.title")}
      rows={rows}
      rowId={rowId}
      columns={columns}
      pinned={[
        {
          id: TOTAL,
          name: t(search.trim() === "" ? "parts.total" : "parts.totalOfAll"),
          figures: usage.total,
          firm: null,
        },
      ]}
      searchBy={searchText}
      search={search}
      onSearch={onSearch}
      sort={sort}
      onSort={onSort}
      maxHeight={720}
    />
  );
}

/** Longer than any firm's id. */
const TOTAL = " ".repeat(MAX_IDENTIFIER_LENGTH + 1);

function rowId({ id }: FirmRow): string {
  return id;
}

function searchText({ id, name }: FirmRow): string {
  return `${name} ${id}`;
}

/** `previousRange` is what the total is compared with; `null` where firms are compared with other days. */
function useColumns(
  usage: FirmsUsage,
  choice: RangeChoice,
  previousRange: DateRange | null,
): readonly TableColumn<FirmRow>[] {
  const { granularity } = usage;
  const { t, format, costText, unpricedText } = useTexts();
  return useMemo(() => {
    const all = [...usage.firms, usage.total];
    return [
      {
        id: "name",
        head: t("firm.label"),
        width: 180,
        isNumber: false,
        sortBy: ({ name }) => name,
        cell: ({ id, name, firm }) =>
          firm === null ? (
            name
          ) : (
            <Link className="data-table-link" to="/firms/$firmId" params={{ firmId: id }} search={periodSearch(choice)}>
              {name}
            </Link>
          ),
        title: ({ id, name, firm }) => (firm === null ? undefined : `${name} (${id}), ${firm.timeZone}`),
      },
      {
        id: "cost",
        head: t("columns.cost"),
        width: amountsWidth(
          all.map(({ cost }) => cost),
          format.eur,
          110,
        ),
        isNumber: true,
        sortBy: ({ figures }) => (isUnpriced(figures) ? null : figures.cost),
        cell: (row) => (
          <FirmNumber
            {...{ row, usage }}
            measure={t("columns.cost")}
            value={costText(row.figures)}
            formula={() => t("explained.cost")}
            unpricedCalls={row.figures.unpricedCalls}
          />
        ),
        title: ({ figures }) => unpricedText(figures.unpricedCalls),
      },
      {
        id: "change",
        head: t("breakdown.change"),
        width: 110,
        isNumber: true,
        sortBy: (row) => {
          const change = changeOfRow(row, usage);
          return change === null ? null : changeRank(change);
        },
        cell: (row) => <FirmChange row={row} usage={usage} previousRange={row.firm?.previousRange ?? previousRange} />,
      },
      {
        id: "course",
        head: t(`firms.course.${granularity}`),
        width: 124,
        isNumber: false,
        cell: ({ firm }) =>
          firm !== null && (
            <LazySparkline
              name={t(`firms.course.${granularity}`)}
              values={finishedSeries(firm, usage)}
              text={format.eur}
            />
          ),
      },
      {
        id: "projected",
        head: t("figures.projectedMonthEnd"),
        width: amountsWidth(
          all.map(({ projectedMonthEnd }) => projectedMonthEnd),
          format.eur,
          150,
        ),
        isNumber: true,
        sortBy: ({ figures }) => (isUnpriced(projectionOf(figures)) ? null : figures.projectedMonthEnd),
        cell: (row) => (
          <FirmNumber
            {...{ row, usage }}
            isAside
            isOfMonth
            measure={t("figures.projectedMonthEnd")}
            value={costText(projectionOf(row.figures))}
            formula={() => t(row.firm === null ? "explained.allProjected" : "figures.projectionFormula")}
            unpricedCalls={row.figures.projectionUnpricedCalls}
          />
        ),
        title: ({ figures }) => unpricedText(figures.projectionUnpricedCalls),
      },
      {
        id: "success",
        head: t("figures.successRate"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => (figures.calls === 0 ? null : figures.successRate),
        cell: (row) => {
          const { calls, failedCalls, successRate } = row.figures;
          if (calls === 0) return "–";
          const counts = { succeeded: format.count(calls - failedCalls), calls: format.count(calls) };
          return (
            <FirmNumber
              {...{ row, usage }}
              isAside
              measure={t("figures.successRate")}
              value={format.rate(successRate)}
              formula={() => t("figures.rateFormula", counts)}
              unpricedCalls={null}
              only={failedCalls > 0 ? "failed" : undefined}
            />
          );
        },
      },
      {
        id: "unpriced",
        head: t("firms.unpriced"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => (figures.calls === 0 ? null : figures.unpricedPercent),
        cell: (row) => {
          const { calls, unpricedCalls, unpricedPercent } = row.figures;
          if (calls === 0) return "–";
          const counts = { unpriced: format.count(unpricedCalls), calls: format.count(calls) };
          return (
            <FirmNumber
              {...{ row, usage }}
              isAside
              measure={t("firms.unpriced")}
              value={format.share(unpricedPercent)}
              formula={() => t("explained.unpricedShare", counts)}
              unpricedCalls={null}
              only={unpricedCalls > 0 ? "unpriced" : undefined}
            />
          );
        },
        title: ({ figures }) => unpricedText(figures.unpricedCalls),
      },
      {
        id: "calls",
        head: t("columns.calls"),
        width: 96,
        isNumber: true,
        sortBy: ({ figures }) => figures.calls,
        cell: (row) => (
          <FirmNumber
            {...{ row, usage }}
            isAside
            measure={t("columns.calls")}
            value={format.count(row.figures.calls)}
            formula={() => t("explained.calls")}
            unpricedCalls={null}
          />
        ),
      },
    ];
  }, [t, format, costText, unpricedText, usage, granularity, choice, previousRange]);
}

interface FirmChangeProps {
  readonly row: FirmRow;
  readonly usage: FirmsUsage;
  readonly previousRange: DateRange | null;
}

/** How a firm's cost changed; nothing where that is not known. */
function FirmChange({ row, usage, previousRange }: FirmChangeProps): ReactNode {
  const { t, format, costText } = useTexts();
  const changeTexts = useChangeTexts();
  const { figures } = row;
  const { previousCost, previousUnpricedCalls, unpricedCalls } = figures;
  const change = changeOfRow(row, usage);
  const texts = changeTexts({ change, previousRange });
  if (texts === null || previousRange === null) return null;
  return (
    <FirmNumber
      {...{ row, usage }}
      isAside
      measure={t("breakdown.change")}
      value={texts.words}
      formula={() =>
        t("explained.change", {
          now: costText(figures),
          before: costText({ cost: previousCost, unpricedCalls: previousUnpricedCalls }),
          period: format.dateRange(previousRange),
        })
      }
      unpricedCalls={unpricedCalls + previousUnpricedCalls}
    >
      <ChangeBadge change={change} previousRange={previousRange} />
    </FirmNumber>
  );
}

function projectionOf({ projectedMonthEnd, projectionUnpricedCalls }: FirmsUsage["total"]) {
  return { cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls };
}

/** `null` where it is not known, or where no day of a firm's period is over. */
function changeOfRow({ figures, firm }: FirmRow, usage: FirmsUsage): Change | null {
  const { cost, unpricedCalls, previousCost, previousUnpricedCalls } = figures;
  const asOf = Date.parse(usage.asOf);
  const firms = firm === null ? usage.firms : [firm];
  if (!firms.every(({ range, timeZone }) => hasWholeDay(range, localDayAt(asOf, timeZone).date))) return null;
  const isKnown =
    !isUnpriced({ cost, unpricedCalls }) && !isUnpriced({ cost: previousCost, unpricedCalls: previousUnpricedCalls });
  return isKnown ? changeBetween(cost, previousCost) : null;
}
