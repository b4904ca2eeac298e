import "./figures.css";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, type DateRange, isUnpriced, localDayAt, type UsageOverview } from "usage-core";
import { PanelBody, type PanelQuery } from "../../components/panel.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useMonthSpend } from "../live-usage.ts";
import { AsOfLine, UnpricedNote } from "./as-of-line.tsx";
import { failedCalls, perCall, perDay } from "./figures.ts";

interface FiguresPanelProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly overview: PanelQuery<Answer<UsageOverview>>;
}

/** The five figures of the period, and what one must know to trust them. */
export function FiguresPanel({ firmId, range, overview }: FiguresPanelProps): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="figures" aria-label={t("figures.title")}>
      <PanelBody query={overview} skeleton={<FiguresSkeleton />}>
        {(answer) => (
          <>
            <Figures firmId={firmId} range={range} answer={answer} />
            <div className="figures-foot">
              <AsOfLine answer={answer} hasFailed={overview.error !== null} />
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
}

function Figures({ firmId, range, answer }: FiguresProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const spend = useMonthSpend(firmId).data;
  const costText = useCostText();
  const unpricedText = useUnpricedText();
  const { totalCost, totalTokens, totalCalls, unpricedCalls, successRate } = answer.data;
  const { projectedMonthEnd, projectionUnpricedCalls } = answer.data;
  const today = localDayAt(Date.parse(answer.asOf), answer.timeZone).date;
  const failed = failedCalls(answer.data);
  const costPerCall = isUnpriced({ cost: totalCost, unpricedCalls })
    ? null
    : perCall(totalCost, totalCalls - unpricedCalls);
  const tokensPerCall = perCall(totalTokens, totalCalls);
  const noCalls = totalCalls === 0;
  return (
    <dl className="figures-cells">
      <Figure
        name={t("figures.totalCost")}
        value={costText({ cost: totalCost, unpricedCalls })}
        full={unpricedText(unpricedCalls)}
        sub={costPerCall !== null && t("figures.costPerCall", { amount: format.eur(costPerCall) })}
      />
      <Figure
        name={t("figures.tokens")}
        value={format.countShort(totalTokens)}
        full={format.count(totalTokens)}
        sub={tokensPerCall !== null && t("figures.tokensPerCall", { tokens: format.count(tokensPerCall) })}
      />
      <Figure
        name={t("figures.calls")}
        value={format.count(totalCalls)}
        sub={!noCalls && t("figures.callsPerDay", { calls: format.count(perDay(totalCalls, range, today)) })}
      />
      <Figure
        name={t("figures.successRate")}
        value={noCalls ? "–" : format.rate(successRate)}
        sub={
          noCalls
            ? t("figures.noCallsYet")
            : failed === 0
              ? t("figures.allSucceeded")
              : t("figures.failed", { count: failed, formatted: format.count(failed) })
        }
      />
      <Figure
        name={t("figures.projectedMonthEnd")}
        value={costText({ cost: projectedMonthEnd, unpricedCalls: projectionUnpricedCalls })}
        full={unpricedText(projectionUnpricedCalls)}
        sub={
          spend !== undefined &&
          t("figures.monthSoFar", {
            amount: costText({ cost: spend.data, unpricedCalls: spend.unpricedCalls }),
            month: format.date(today, "monthName"),
          })
        }
      />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  /** The value in full, when `value` is shortened, or what it leaves out. */
  readonly full?: string | undefined;
  /** `false` when there is nothing to add. */
  readonly sub: string | false;
}

function Figure({ name, value, full, sub }: FigureProps): ReactNode {
  return (
    <div className="figures-cell">
      <dt>{name}</dt>
      <dd className="figures-value figure" title={full}>
        {value}
      </dd>
      <dd className="figures-sub figure">{sub}</dd>
    </div>
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
          </div>
        ))}
      </div>
      <div className="figures-foot">
        <Skeleton width={280} height={12} my={3} />
      </div>
    </>
  );
}
