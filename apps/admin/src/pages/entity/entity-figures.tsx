import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, type DateRange, type Explore, isUnpriced, localDayAt, type UsageFilters } from "usage-core";
import { changeOf, changeOfRate } from "../../components/change.ts";
import { ChangeBadge } from "../../components/change-badge.tsx";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { isSoFar } from "../../components/is-so-far.ts";
import { PanelBody, type PanelQuery } from "../../components/panel.tsx";
import { CallsLink } from "../../features/calls-link.tsx";
import { AsOfLine, UnpricedNote } from "../../features/figures/as-of-line.tsx";
import { Figure } from "../../features/figures/figure.tsx";
import { courseOf, rateOf } from "../../features/figures/figure-courses.ts";
import { perCall, perDay } from "../../features/figures/figures.ts";
import type { SpendStep } from "../../features/spend/spend-step.ts";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { costShare } from "./cost-share.ts";

interface EntityFiguresProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly filters: UsageFilters;
  readonly query: PanelQuery<Answer<Explore>>;
  /** All the firm's usage; `undefined` while it is not there. */
  readonly firm: Answer<Explore> | undefined;
  readonly step: SpendStep;
}

/** What it cost, how much it was used, how well that went, and its part of all. */
export function EntityFigures({ query, ...props }: EntityFiguresProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="figures" aria-label={t("figures.title")}>
      <PanelBody query={query} skeleton={<FiguresSkeleton />}>
        {(answer) => (
          <>
            <Figures answer={answer} {...props} />
            <div className="figures-foot">
              <AsOfLine answer={answer} hasFailed={query.error !== null} />
              {answer.data.previousRange !== null && (
                <p className="figure">
                  {t(isSoFar(props.range, answer) ? "entity.againstSoFar" : "entity.against", {
                    period: format.dateRange(answer.data.previousRange),
                  })}
                </p>
              )}
              <UnpricedNote calls={answer.data.total.figures.unpricedCalls} />
            </div>
          </>
        )}
      </PanelBody>
    </section>
  );
}

type FiguresProps = Omit<EntityFiguresProps, "query"> & { readonly answer: Answer<Explore> };

function Figures({ firmId, range, filters, answer, firm, step }: FiguresProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const { total, previousRange } = answer.data;
  const { figures: now, previous: before } = total;
  const steps = t(`entity.steps.${step}`);
  const costPerCall = isUnpriced(now) ? null : perCall(now.cost, now.calls - now.unpricedCalls);
  const tokensPerCall = perCall(now.tokens, now.calls);
  const today = localDayAt(Date.parse(answer.asOf), answer.timeZone).date;
  const rate = rateOf(now);
  const rateBefore = before === null ? null : rateOf(before);
  const share = firm === undefined ? null : costShare(now, firm.data.total.figures);
  const explained = { range, answer, unpricedCalls: null };
  const behind = (
    <CallsLink firmId={firmId} range={range} filters={filters}>
      {t("figures.behind")}
    </CallsLink>
  );
  return (
    <dl className="figures-cells">
      <Figure
        name={t("columns.cost")}
        full={unpricedText(now.unpricedCalls)}
        sub={costPerCall !== null && t("figures.costPerCall", { amount: format.eur(costPerCall) })}
        change={
          <ChangeBadge
            change={changeOf(now, before, "cost")}
            previousRange={previousRange}
            isPartial={now.unpricedCalls + (before?.unpricedCalls ?? 0) > 0}
          />
        }
        courseName={t("entity.course", { name: t("columns.cost"), steps })}
        course={courseOf(answer.data, answer, (figures) => figureOf(figures, "cost"))}
        courseText={format.eur}
      >
        <ExplainedNumber
          name={t("columns.cost")}
          value={costText(now)}
          formula={t("entity.costFormula")}
          {...explained}
          unpricedCalls={now.unpricedCalls}
          link={
            <>
              {behind}
              {now.unpricedCalls > 0 && (
                <>
                  {" · "}
                  <CallsLink firmId={firmId} range={range} filters={filters} only="unpriced">
                    {t("figures.behindUnpriced")}
                  </CallsLink>
                </>
              )}
            </>
          }
        />
      </Figure>
      <Figure
        name={t("figures.calls")}
        sub={t("figures.callsPerDay", { calls: format.average(perDay(now.calls, range, today)) })}
        change={<ChangeBadge change={changeOf(now, before, "calls")} previousRange={previousRange} />}
        courseName={t("entity.course", { name: t("figures.calls"), steps })}
        course={courseOf(answer.data, answer, ({ calls }) => calls)}
        courseText={format.count}
      >
        <ExplainedNumber
          name={t("figures.calls")}
          value={format.count(now.calls)}
          formula={t("entity.callsFormula")}
          {...explained}
          link={behind}
        />
      </Figure>
      <Figure
        name={t("figures.tokens")}
        full={format.count(now.tokens)}
        sub={tokensPerCall !== null && t("figures.tokensPerCall", { tokens: format.average(tokensPerCall) })}
        change={<ChangeBadge change={changeOf(now, before, "tokens")} previousRange={previousRange} />}
        courseName={t("entity.course", { name: t("figures.tokens"), steps })}
        course={courseOf(answer.data, answer, ({ tokens }) => tokens)}
        courseText={format.countShort}
      >
        <ExplainedNumber
          name={t("figures.tokens")}
          value={format.countShort(now.tokens)}
          formula={t("figures.tokensFormula", { tokens: format.count(now.tokens) })}
          {...explained}
          link={behind}
        />
      </Figure>
      <Figure
        name={t("figures.successRate")}
        sub={
          now.failedCalls === 0
            ? t("figures.allSucceeded")
            : t("figures.failed", { count: now.failedCalls, formatted: format.count(now.failedCalls) })
        }
        change={
          <ChangeBadge
            change={rate === null || rateBefore === null ? null : changeOfRate(rate, rateBefore)}
            previousRange={previousRange}
            isRate
          />
        }
        courseName={t("entity.course", { name: t("figures.successRate"), steps })}
        course={courseOf(answer.data, answer, rateOf)}
        courseText={format.rate}
      >
        <ExplainedNumber
          name={t("figures.successRate")}
          value={rate === null ? "–" : format.rate(rate)}
          formula={t("figures.rateFormula", {
            succeeded: format.count(now.calls - now.failedCalls),
            calls: format.count(now.calls),
          })}
          {...explained}
          link={
            now.failedCalls === 0 ? (
              behind
            ) : (
              <CallsLink firmId={firmId} range={range} filters={filters} only="failed">
                {t("figures.behindFailed")}
              </CallsLink>
            )
          }
        />
      </Figure>
      <Figure
        name={t("entity.share")}
        sub={firm !== undefined && t("entity.ofCost", { amount: costText(firm.data.total.figures) })}
        change={null}
        courseName=""
        course={undefined}
        courseText={format.share}
      >
        <ExplainedNumber
          name={t("entity.share")}
          value={share === null ? "–" : format.share(share)}
          formula={t("entity.shareFormula", {
            cost: costText(now),
            all: firm === undefined ? "–" : costText(firm.data.total.figures),
          })}
          {...explained}
          unpricedCalls={firm?.data.total.figures.unpricedCalls ?? 0}
          link={
            <CallsLink firmId={firmId} range={range}>
              {t("entity.allBehind")}
            </CallsLink>
          }
        />
      </Figure>
    </dl>
  );
}

const FIGURES = ["cost", "calls", "tokens", "rate", "share"];

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
