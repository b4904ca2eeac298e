import type { ReactNode } from "react";
import type { Answer, DateRange, Explore, UsageFilters } from "usage-core";
import { ExplainedNumber } from "../../components/explained-number.tsx";
import { figureOf } from "../../components/figure-of.ts";
import { isSoFar } from "../../components/is-so-far.ts";
import { PanelBody, type PanelQuery } from "../../components/panel.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { CallsLink } from "../../features/calls-link.tsx";
import { AsOfLine, UnpricedNote } from "../../features/figures/as-of-line.tsx";
import { Figure } from "../../features/figures/figure.tsx";
import { courseOf, rateOf } from "../../features/figures/figure-courses.ts";
import { FiguresSkeleton } from "../../features/figures/figures-skeleton.tsx";
import {
  CallsFigure,
  CostFigure,
  type ShownUsage,
  SuccessFigure,
  TokensFigure,
} from "../../features/figures/usage-figures.tsx";
import type { SpendStep } from "../../features/spend/spend-step.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { costShare } from "./cost-share.ts";

interface EntityFiguresProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly filters: UsageFilters;
  readonly query: PanelQuery<Answer<Explore>>;
  /** All the firm's usage; `undefined` until it is loaded. */
  readonly firm: Answer<Explore> | undefined;
  readonly step: SpendStep;
}

/** What it cost, how much it was used, how often it failed, and its share of the firm's cost. */
export function EntityFigures({ query, range, filters, step, ...props }: EntityFiguresProps): ReactNode {
  const { t, format } = useTexts();
  const asked = { range, filters, step };
  const shown = useAnswered(query, asked);
  return (
    <section className="figures" aria-label={t("figures.title")}>
      <PanelBody query={query} skeleton={<FiguresSkeleton />}>
        {(answer) => (
          <>
            <Figures answer={answer} {...shown} {...props} />
            <div className="figures-foot">
              <AsOfLine answer={answer} hasFailed={query.error !== null} />
              {answer.data.previousRange !== null && (
                <p className="figure">
                  {t(isSoFar(shown.range, answer) ? "entity.againstSoFar" : "entity.against", {
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
  const { t, format, costText } = useTexts();
  const { total, previousRange } = answer.data;
  const { figures, previous } = total;
  const usage: ShownUsage = {
    firmId,
    range,
    filters,
    answer,
    figures,
    compared: { now: figures, before: previous, previousRange },
  };
  const steps = t(`entity.steps.${step}`);
  const named = (name: string) => ({ usage, name, courseName: t("entity.course", { name, steps }) });
  const course = (read: Parameters<typeof courseOf>[3]) => courseOf(answer.data, step, answer, read);
  const share = firm === undefined ? null : costShare(figures, firm.data.total.figures);
  return (
    <dl className="figures-cells">
      <CostFigure
        {...named(t("columns.cost"))}
        formula={() => t("explained.cost")}
        course={course((part) => figureOf(part, "cost"))}
      />
      <CallsFigure
        {...named(t("figures.calls"))}
        formula={() => t("explained.calls")}
        course={course(({ calls }) => calls)}
      />
      <TokensFigure {...named(t("figures.tokens"))} course={course(({ tokens }) => tokens)} />
      <SuccessFigure {...named(t("figures.successRate"))} course={course(rateOf)} />
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
          formula={() =>
            t("entity.shareFormula", {
              cost: costText(figures),
              all: firm === undefined ? "–" : costText(firm.data.total.figures),
            })
          }
          range={range}
          answer={answer}
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
