import "./figures.css";
import type { ReactNode } from "react";
import {
  type Answer,
  type DateRange,
  type Explore,
  isUnpriced,
  localDayAt,
  monthOf,
  type UsageOverview,
} from "usage-core";
import { changeBetween } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { isSoFar } from "../../components/is-so-far.ts";
import { PanelBody, type PanelQuery } from "../../components/panel.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsLink } from "../calls-link.tsx";
import { AsOfLine, UnpricedNote } from "./as-of-line.tsx";
import { Figure } from "./figure.tsx";
import { courseOf, rateOf } from "./figure-courses.ts";
import { failedCalls } from "./figures.ts";
import { FiguresSkeleton } from "./figures-skeleton.tsx";
import { CallsFigure, CostFigure, type ShownUsage, SuccessFigure, TokensFigure } from "./usage-figures.tsx";

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
  const { t, format } = useTexts();
  const query = { ...overview, isPlaceholderData: overview.isPlaceholderData || days.isPlaceholderData };
  const shownRange = useAnswered(overview, range);
  const previousRange = days.data?.data.previousRange ?? null;
  const hasNoCourse = [days, months].some(({ data, error }) => data === undefined && error !== null);
  return (
    <section className="figures" aria-label={t("figures.title")}>
      <PanelBody query={query} skeleton={<FiguresSkeleton />}>
        {(answer) => (
          <>
            <Figures firmId={firmId} range={shownRange} answer={answer} days={days.data} months={months.data} />
            <div className="figures-foot">
              <AsOfLine answer={answer} hasFailed={overview.error !== null} />
              {hasNoCourse ? (
                <CourseFailed onRetry={() => Promise.all([days.refetch(), months.refetch()])} />
              ) : (
                <p className="figure">
                  {previousRange === null
                    ? " "
                    : t(isSoFar(shownRange, answer) ? "figures.comparedSoFar" : "figures.compared", {
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
  /** `undefined` until they are loaded; the figures do not wait for them. */
  readonly days: Answer<Explore> | undefined;
  readonly months: Answer<Explore> | undefined;
}

function Figures({ firmId, range, answer, days, months }: FiguresProps): ReactNode {
  const { t } = useTexts();
  const { totalCost, totalTokens, totalCalls, unpricedCalls } = answer.data;
  const usage: ShownUsage = {
    firmId,
    range,
    answer,
    figures: {
      cost: totalCost,
      tokens: totalTokens,
      calls: totalCalls,
      unpricedCalls,
      failedCalls: failedCalls(answer.data),
    },
    compared: days && {
      now: days.data.total.figures,
      before: days.data.total.previous,
      previousRange: days.data.previousRange,
    },
  };
  const course = (read: Parameters<typeof courseOf>[3]) => days && courseOf(days.data, "day", days, read);
  return (
    <dl className="figures-cells">
      <CostFigure
        usage={usage}
        name={t("figures.totalCost")}
        formula={() => t("figures.costFormula")}
        courseName={t("figures.costPerDay")}
        course={course((figures) => figureOf(figures, "cost"))}
      />
      <TokensFigure
        usage={usage}
        name={t("figures.tokens")}
        courseName={t("figures.tokensPerDay")}
        course={course(({ tokens }) => tokens)}
      />
      <CallsFigure
        usage={usage}
        name={t("figures.calls")}
        formula={() => t("figures.callsFormula")}
        courseName={t("figures.callsOfDay")}
        course={course(({ calls }) => calls)}
      />
      <SuccessFigure
        usage={usage}
        name={t("figures.successRate")}
        courseName={t("figures.ratePerDay")}
        course={course(rateOf)}
      />
      <ProjectionFigure firmId={firmId} answer={answer} months={months} />
    </dl>
  );
}

type ProjectionFigureProps = Pick<FiguresProps, "firmId" | "answer" | "months">;

/** Where the current month will end, whatever the period. */
function ProjectionFigure({ firmId, answer, months }: ProjectionFigureProps): ReactNode {
  const { t, format, costText, unpricedText } = useTexts();
  const { projectedMonthEnd, projectionUnpricedCalls } = answer.data;
  const projection = { cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls };
  const today = localDayAt(Date.parse(answer.asOf), answer.timeZone).date;
  const month = monthOf(today);
  const monthSoFar = months?.data.total.series.at(-1);
  const lastMonth = months?.data.total.series.at(-2);
  return (
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
              isUnpriced(projection) || isUnpriced(lastMonth) ? null : changeBetween(projectedMonthEnd, lastMonth.cost)
            }
            previousRange={months?.data.buckets.at(-2) ?? null}
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
        formula={() => t("figures.projectionFormula")}
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
  );
}

function CourseFailed({ onRetry }: { readonly onRetry: () => unknown }): ReactNode {
  const { t } = useTexts();
  return (
    <p className="figures-warning" role="alert">
      {t("figures.courseFailed")}
      <button type="button" className="data-table-link" onClick={onRetry}>
        {t("error.retry")}
      </button>
    </p>
  );
}
