import "./entity.css";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Dimension, MAX_IDENTIFIER_LENGTH } from "usage-core";
import { useValueName } from "../../components/use-row-name.ts";
import { isFilterValue } from "../../features/filters/filters-search.ts";
import { LongerPeriods } from "../../features/range/longer-periods.tsx";
import { periodSearch } from "../../features/range/period-search.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { EntityFigures } from "./entity-figures.tsx";
import { entityQuestions } from "./entity-questions.ts";
import type { EntitySearch } from "./entity-search.ts";
import { LatestCalls } from "./latest-calls.tsx";
import { SplitPanel } from "./split-panel.tsx";
import { TrendPanel } from "./trend-panel.tsx";

interface EntityPageProps {
  readonly dimension: Dimension;
  /** An empty text is the provider that was not told. */
  readonly value: string;
  readonly search: EntitySearch;
}

/** One feature, user, model or provider, or a page that says there can be none. */
export function EntityPage(props: EntityPageProps): ReactNode {
  return isFilterValue(props.value, props.dimension) ? <Entity {...props} /> : <NoSuchEntity {...props} />;
}

function NoSuchEntity({ dimension }: EntityPageProps): ReactNode {
  const { t } = useTexts();
  return (
    <Page title={t(`entity.noSuch.${dimension}`)}>
      <section className="panel entity-empty">
        <p>{t("entity.noSuchBody", { length: MAX_IDENTIFIER_LENGTH })}</p>
      </section>
    </Page>
  );
}

/** Its figures, its cost over time, its breakdowns and its latest calls. */
function Entity({ dimension, value, search }: EntityPageProps): ReactNode {
  const { t, format } = useTexts();
  const valueName = useValueName();
  const { firm, range, today } = useFirmView();
  const { usage } = useTRPC();
  const navigate = useNavigate();
  const questions = entityQuestions({ firmId: firm.id, dimension, value, range, today });
  const figures = useQuery(usage.explore.queryOptions(questions.figures));
  const whole = useQuery(usage.explore.queryOptions(questions.firm));
  const splitQueries = useQueries({
    queries: questions.splits.map(({ question }) => usage.explore.queryOptions(question)),
  });
  const splits = questions.splits.flatMap(({ by, question }, index) => {
    const query = splitQueries[index];
    return query === undefined ? [] : [{ by, question, query }];
  });
  const [first] = splits;
  const trend = splits.find(({ by }) => by === search.split) ?? first;
  const known = figures.data?.data.rows[0];
  const name = valueName(known ?? { key: { [dimension]: value === "" ? null : value } }, dimension);
  const kind = t(`entity.${dimension}`);
  const isEmpty = figures.data?.data.total.figures.calls === 0 && !figures.isPlaceholderData;
  const of = { firmId: firm.id, range, filters: questions.filters };

  function choose(change: object): void {
    void navigate({ to: ".", search: (before: object) => ({ ...before, ...change }), resetScroll: false });
  }

  return (
    <Page title={name} note={value === name || value === "" ? kind : `${kind} · ${value}`}>
      {isEmpty ? (
        <section className="panel entity-empty">
          <h2 className="panel-title">{t("entity.none")}</h2>
          <p>{t("entity.noneBody", { name, range: format.dateRange(range) })}</p>
          <div className="entity-ways">
            <LongerPeriods />
          </div>
        </section>
      ) : (
        <>
          <EntityFigures {...of} query={figures} firm={whole.data} step={questions.step} />
          {trend !== undefined && (
            <TrendPanel
              firmId={firm.id}
              filters={questions.filters}
              range={range}
              step={questions.step}
              splits={splits.map(({ by }) => by)}
              split={trend.by}
              query={trend.query}
              whole={figures}
              isTable={search.chart === "table"}
              onTable={(isTable) => choose({ chart: isTable ? "table" : undefined })}
              onSplit={(split) => choose({ split: split === first?.by ? undefined : split })}
              onOpen={({ startDate, endDate }) => choose(periodSearch({ custom: { startDate, endDate } }))}
            />
          )}
          <div className="entity-splits">
            {usersFirst(splits).map(({ by, ...asked }) => (
              <SplitPanel key={by} by={by} dimension={dimension} value={value} {...asked} />
            ))}
          </div>
          <LatestCalls {...of} dimension={dimension} question={questions.calls} />
        </>
      )}
    </Page>
  );
}

/** Users are the most numerous: in two columns, their table is beside the two others. */
function usersFirst<Split extends { readonly by: Dimension }>(splits: readonly Split[]): Split[] {
  return splits.toSorted((a, b) => Number(b.by === "user") - Number(a.by === "user"));
}
