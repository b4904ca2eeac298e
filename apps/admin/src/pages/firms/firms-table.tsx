import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DateRange, type FirmsUsage, type FirmUsage, isUnpriced } from "usage-core";
import { changeBetween, changeRank } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { type TableSort, type UsageColumn, UsageTable } from "../../components/usage-table.tsx";
import type { RangeChoice } from "../../features/range/period-search.ts";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { finishedSeries } from "./finished-series.ts";
import { linkPeriod } from "./link-period.ts";
import { sharedRange } from "./shared-range.ts";

const Sparkline = lazy(async () => ({ default: (await import("../../components/sparkline.tsx")).Sparkline }));

/** A firm, or all of them together. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly figures: FirmsUsage["total"];
  /** `null` of the total. */
  readonly firm: FirmUsage | null;
}

interface FirmsTableProps {
  readonly usage: FirmsUsage;
  /** The period that `usage` is of, as it was chosen. */
  readonly choice: RangeChoice;
  readonly sort: TableSort;
  readonly onSort: (sort: TableSort) => void;
  /** What firms are searched for by; an empty text shows all. */
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** The firms, ranked; a firm's name leads to its overview. */
export function FirmsTable({ usage, choice, sort, onSort, search, onSearch }: FirmsTableProps): ReactNode {
  const { t } = useTranslation();
  const previousRange = useMemo(() => sharedRange(usage.firms.map((firm) => firm.previousRange)), [usage.firms]);
  const columns = useColumns(usage, choice, previousRange);
  const rows = useMemo(
    () => usage.firms.map((firm): Row => ({ id: firm.firmId, name: firm.firmName, figures: firm, firm })),
    [usage.firms],
  );
  return (
    <UsageTable
      label={t("firms.title")}
      rows={rows}
      rowId={rowId}
      columns={columns}
      pinned={[{ id: TOTAL, name: t("parts.total"), figures: usage.total, firm: null }]}
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
const TOTAL = " ".repeat(201);

function rowId({ id }: Row): string {
  return id;
}

function searchText({ id, name }: Row): string {
  return `${name} ${id}`;
}

/** `previousRange` is what the total is compared with; `null` where firms are compared with other days. */
function useColumns(
  { granularity, asOf }: FirmsUsage,
  choice: RangeChoice,
  previousRange: DateRange | null,
): readonly UsageColumn<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language, which `format` and `t` follow.
  return useMemo(
    () => [
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
            <Link
              className="data-table-link"
              to="/firms/$firmId"
              params={{ firmId: id }}
              search={linkPeriod(choice, firm, asOf)}
            >
              {name}
            </Link>
          ),
        title: ({ id, name, firm }) => (firm === null ? undefined : `${name} (${id}), ${firm.timeZone}`),
      },
      {
        id: "cost",
        head: t("columns.cost"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => (isUnpriced(figures) ? null : figures.cost),
        cell: ({ figures }) => costText(figures),
        title: ({ figures }) => unpricedText(figures.unpricedCalls),
      },
      {
        id: "change",
        head: t("breakdown.change"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => {
          const change = changeOfCost(figures);
          return change === null ? null : changeRank(change);
        },
        cell: ({ figures, firm }) => (
          <ChangeBadge
            change={changeOfCost(figures)}
            previousRange={firm?.previousRange ?? previousRange}
            isPartial={figures.unpricedCalls > 0 || figures.previousUnpricedCalls > 0}
          />
        ),
      },
      {
        id: "course",
        head: t(`firms.course.${granularity}`),
        width: 124,
        isNumber: false,
        cell: ({ firm }) =>
          firm !== null && (
            <Suspense fallback={null}>
              <Sparkline
                name={t(`firms.course.${granularity}`)}
                values={finishedSeries(firm, asOf)}
                text={format.eur}
              />
            </Suspense>
          ),
      },
      {
        id: "projected",
        head: t("figures.projectedMonthEnd"),
        width: 150,
        isNumber: true,
        sortBy: ({ figures }) => (isUnpriced(projectionOf(figures)) ? null : figures.projectedMonthEnd),
        cell: ({ figures }) => costText(projectionOf(figures)),
        title: ({ figures }) => unpricedText(figures.projectionUnpricedCalls),
      },
      {
        id: "success",
        head: t("figures.successRate"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => (figures.calls === 0 ? null : figures.successRate),
        cell: ({ figures }) => (figures.calls === 0 ? "–" : format.rate(figures.successRate)),
      },
      {
        id: "unpriced",
        head: t("firms.unpriced"),
        width: 110,
        isNumber: true,
        sortBy: ({ figures }) => (figures.calls === 0 ? null : figures.unpricedPercent),
        cell: ({ figures }) => (figures.calls === 0 ? "–" : format.share(figures.unpricedPercent)),
        title: ({ figures }) => unpricedText(figures.unpricedCalls),
      },
      {
        id: "calls",
        head: t("columns.calls"),
        width: 96,
        isNumber: true,
        sortBy: ({ figures }) => figures.calls,
        cell: ({ figures }) => format.count(figures.calls),
      },
    ],
    [t, format, granularity, asOf, choice, previousRange],
  );
}

function projectionOf({ projectedMonthEnd, projectionUnpricedCalls }: FirmsUsage["total"]) {
  return { cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls };
}

function changeOfCost({ cost, unpricedCalls, previousCost, previousUnpricedCalls }: FirmsUsage["total"]) {
  const isKnown =
    !isUnpriced({ cost, unpricedCalls }) && !isUnpriced({ cost: previousCost, unpricedCalls: previousUnpricedCalls });
  return isKnown ? changeBetween(cost, previousCost) : null;
}
