import "./figures.css";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type Answer,
  addDays,
  type DateRange,
  daysInMonth,
  type Explore,
  isUnpriced,
  localDayAt,
  monthStart,
  type UsageOverview,
} from "usage-core";
import { changeBetween, changeOf, changeOfRate } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { isSoFar } from "../../components/is-so-far.ts";
import { PanelBody, type PanelQuery } from "../../components/panel.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { CallsLink } from "../calls-link.tsx";
import { AsOfLine, UnpricedNote } from "./as-of-line.tsx";
import { Figure } from "./figure.tsx";
import { courseOf, rateOf } from "./figure-courses.ts";
import { failedCalls, perCall, perDay } from "./figures.ts";

interface FiguresPanelProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly overview: PanelQuery<Answer<UsageOverview>>;
  /** The period day by day, and what it is compared with. */
  readonly days: PanelQuery<Answer<Explore>>;
  /** The current month to date and those before it. */
  readonly months: PanelQuery<Answer<Explore>>;
}

/** The five figures of the period, their course and their change, and what one must know to trust them. */
export function FiguresPanel({ firmId, range, overview, days, months }: FiguresPanelProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const query = { ...overview, isPlaceholderData: overview.isPlaceholderData || days.isPlaceholderData };
  const previousRange = days.data?.data.previousRange ?? null;
  const hasNoCourse = [days, months].some(({ data, error }) => data === undefined && error !== null);
  return (
    <section className="figures" aria-label={t("figures.title")}>
      <PanelBody query={query} skeleton={<FiguresSkeleton />}>
        {(answer) => (
          <>
            <Figures firmId={firmId} range={range} answer={answer} days={days.data} months={months.data} />
            <div className="figures-foot">
              <AsOfLine answer={answer} hasFailed={overview.error !== null} />
              {hasNoCourse ? (
                <CourseFailed onRetry={() => Promise.all([days.refetch(), months.refetch()])} />
              ) : (
                <p className="figure">
                  {previousRange === null
                    ? " "
                    : t(isSoFar(range, answer) ? "figures.comparedSoFar" : "figures.compared", {
                        period: format.dateRange(previousRange),
                      })}
                </p>
              )}
              <UnpricedNote calls={answer.unpricedCalls} />
            </div>
          </>
        )}
      </PanelBody>
    </section>
  );
}

interface FiguresProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly answer: Answer<UsageOverview>;
  /** `undefined` while they are not there; the figures do not wait for them. */
  readonly days: Answer<Explore> | undefined;
  readonly months: Answer<Explore> | undefined;
}

function Figures({ firmId, range, answer, days, months }: FiguresProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const { totalCost, totalTokens, totalCalls, unpricedCalls, successRate } = answer.data;
  const { projectedMonthEnd, projectionUnpricedCalls } = answer.data;
  const today = localDayAt(Date.parse(answer.asOf), answer.timeZone).date;
  const month = { startDate: monthStart(today), endDate: addDays(monthStart(today), daysInMonth(today) - 1) };
  const failed = failedCalls(answer.data);
  const costPerCall = isUnpriced({ cost: totalCost, unpricedCalls })
    ? null
    : perCall(totalCost, totalCalls - unpricedCalls);
  const tokensPerCall = perCall(totalTokens, totalCalls);
  const noCalls = totalCalls === 0;
  const now = days?.data.total.figures;
  const before = days?.data.total.previous ?? null;
  const previousRange = days?.data.previousRange ?? null;
  const monthSoFar = months?.data.total.series.at(-1);
  const lastMonth = months?.data.total.series.at(-2);
  const lastMonthDays = months?.data.buckets.at(-2) ?? null;
  const projection = { cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls };
  const course = (read: Parameters<typeof courseOf>[2]) => days && courseOf(days.data, days, read);
  const behind = (
    <CallsLink firmId={firmId} range={range}>
      {t("figures.behind")}
    </CallsLink>
  );
  const explained = { range, answer, unpricedCalls: null };
  return (
    <dl className="figures-cells">
      <Figure
        name={t("figures.totalCost")}
        full={unpricedText(unpricedCalls)}
        sub={costPerCall !== null && t("figures.costPerCall", { amount: format.eur(costPerCall) })}
        change={
          now && (
            <ChangeBadge
              change={changeOf(now, before, "cost")}
              previousRange={previousRange}
              isPartial={now.unpricedCalls + (before?.unpricedCalls ?? 0) > 0}
            />
          )
        }
        courseName={t("figures.costPerDay")}
        course={course((figures) => figureOf(figures, "cost"))}
        courseText={format.eur}
      >
        <ExplainedNumber
          name={t("figures.totalCost")}
          value={costText({ cost: totalCost, unpricedCalls })}
          formula={t("figures.costFormula")}
          {...explained}
          unpricedCalls={unpricedCalls}
          link={
            <>
              {behind}
              {unpricedCalls > 0 && (
                <>
                  {" · "}
                  <CallsLink firmId={firmId} range={range} only="unpriced">
                    {t("figures.behindUnpriced")}
                  </CallsLink>
                </>
              )}
            </>
          }
        />
      </Figure>
      <Figure
        name={t("figures.tokens")}
        full={format.count(totalTokens)}
        sub={tokensPerCall !== null && t("figures.tokensPerCall", { tokens: format.average(tokensPerCall) })}
        change={now && <ChangeBadge change={changeOf(now, before, "tokens")} previousRange={previousRange} />}
        courseName={t("figures.tokensPerDay")}
        course={course(({ tokens }) => tokens)}
        courseText={format.countShort}
      >
        <ExplainedNumber
          name={t("figures.tokens")}
          value={format.countShort(totalTokens)}
          formula={t("figures.tokensFormula", { tokens: format.count(totalTokens) })}
          {...explained}
          link={behind}
        />
      </Figure>
      <Figure
        name={t("figures.calls")}
        sub={!noCalls && t("figures.callsPerDay", { calls: format.average(perDay(totalCalls, range, today)) })}
        change={now && <ChangeBadge change={changeOf(now, before, "calls")} previousRange={previousRange} />}
        courseName={t("figures.callsOfDay")}
        course={course(({ calls }) => calls)}
        courseText={format.count}
      >
        <ExplainedNumber
          name={t("figures.calls")}
          value={format.count(totalCalls)}
          formula={t("figures.callsFormula")}
          {...explained}
          link={behind}
        />
      </Figure>
      <Figure
        name={t("figures.successRate")}
        sub={
          noCalls
            ? t("figures.noCallsYet")
            : failed === 0
              ? t("figures.allSucceeded")
              : t("figures.failed", { count: failed, formatted: format.count(failed) })
        }
        change={
          <ChangeBadge
            change={rateChange(now === undefined ? null : rateOf(now), before === null ? null : rateOf(before))}
            previousRange={previousRange}
            isRate
          />
        }
        courseName={t("figures.ratePerDay")}
        course={course(rateOf)}
        courseText={format.rate}
      >
        <ExplainedNumber
          name={t("figures.successRate")}
          value={noCalls ? "–" : format.rate(successRate)}
          formula={t("figures.rateFormula", {
            succeeded: format.count(totalCalls - failed),
            calls: format.count(totalCalls),
          })}
          {...explained}
          link={
            failed === 0 ? (
              behind
            ) : (
              <CallsLink firmId={firmId} range={range} only="failed">
                {t("figures.behindFailed")}
              </CallsLink>
            )
          }
        />
      </Figure>
      <Figure
        name={t("figures.projectedMonthEnd")}
        full={unpricedText(projectionUnpricedCalls)}
        sub={
          monthSoFar !== undefined &&
          t("figures.monthSoFar", { amount: costText(monthSoFar), month: format.date(today, "monthName") })
        }
        change={
          lastMonth !== undefined && (
            <ChangeBadge
              change={
                isUnpriced(projection) || isUnpriced(lastMonth)
                  ? null
                  : changeBetween(projectedMonthEnd, lastMonth.cost)
              }
              previousRange={lastMonthDays}
              isPartial={projectionUnpricedCalls + lastMonth.unpricedCalls > 0}
            />
          )
        }
        courseName={t("figures.costPerMonth")}
        course={
          months && [
            ...months.data.total.series.slice(0, -1).map((figures) => figureOf(figures, "cost")),
            isUnpriced(projection) ? null : projectedMonthEnd,
          ]
        }
        courseText={format.eur}
      >
        <ExplainedNumber
          name={t("figures.projectedMonthEnd")}
          value={costText(projection)}
          formula={t("figures.projectionFormula")}
          range={month}
          answer={answer}
          unpricedCalls={projectionUnpricedCalls}
          link={
            <CallsLink firmId={firmId} range={{ ...month, endDate: today }}>
              {t("figures.behindMonth")}
            </CallsLink>
          }
        />
      </Figure>
    </dl>
  );
}

function rateChange(now: number | null, before: number | null) {
  return now === null || before === null ? null : changeOfRate(now, before);
}

function CourseFailed({ onRetry }: { readonly onRetry: () => unknown }): ReactNode {
  const { t } = useTranslation();
  return (
    <p className="figures-warning" role="alert">
      {t("figures.courseFailed")}
      <button type="button" className="data-table-link" onClick={onRetry}>
        {t("error.retry")}
      </button>
    </p>
  );
}

const FIGURES = ["cost", "tokens", "calls", "rate", "projection"];

function FiguresSkeleton(): ReactNode {
  return (
    <>
      <div className="figures-cells">
        {FIGURES.map((figure) => (
          <div className="figures-cell" key={figure}>
            <Skeleton width={80} height={12} my={3} />
            <Skeleton width={130} height={22} my={5} />
            <Skeleton width={100} height={12} my={3} />
            <Skeleton height={28} mt={6} />
          </div>
        ))}
      </div>
      <div className="figures-foot">
        <Skeleton width={280} height={12} my={3} />
      </div>
    </>
  );
}
