import "../../components/data-table.css";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Call, type DateRange, DIMENSIONS, type Dimension, type UsageFilters } from "usage-core";
import { EntityLink } from "../../components/entity-link.tsx";
import { Outcome } from "../../components/outcome.tsx";
import { Panel } from "../../components/panel.tsx";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { type CallName, keyOf, useCallName } from "../../components/use-call-name.ts";
import { useCallTime } from "../../components/use-call-time.ts";
import { CallsLink } from "../../features/calls-link.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { type entityQuestions, LATEST_CALLS } from "./entity-questions.ts";

const NONE: readonly Call[] = [];

interface LatestCallsProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly filters: UsageFilters;
  /** The dimension of the page, which needs no column. */
  readonly dimension: Dimension;
  readonly question: ReturnType<typeof entityQuestions>["calls"];
}

/** Its last calls of the period, with a link to all. */
export function LatestCalls({ firmId, range, filters, dimension, question }: LatestCallsProps): ReactNode {
  const { t } = useTexts();
  const query = useQuery(useTRPC().usage.calls.queryOptions(question));
  const callName = useCallName(query.data?.data.calls ?? NONE);
  const others = DIMENSIONS.filter((other) => other !== dimension);
  return (
    <Panel
      title={t("entity.latest")}
      note={query.data && t("calls.zone", { zone: query.data.timeZone })}
      tools={
        <span className="entity-more">
          <CallsLink className="data-table-link" firmId={firmId} range={range} filters={filters}>
            {t("entity.allCalls")}
          </CallsLink>
        </span>
      }
      query={query}
      skeleton={<Skeleton height={30 * (LATEST_CALLS + 1)} />}
    >
      {({ data: { calls }, timeZone }) => (
        <ScrollRegion table={t("entity.latest")} className="entity-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{t("calls.time")}</th>
                {others.map((other) => (
                  <th scope="col" key={other}>
                    {t(`entity.${other}`)}
                  </th>
                ))}
                <th scope="col" className="number">
                  {t("columns.tokens")}
                </th>
                <th scope="col" className="number">
                  {t("columns.cost")}
                </th>
                <th scope="col">{t("calls.outcome")}</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <CallCells
                  key={call.id}
                  firmId={firmId}
                  range={range}
                  filters={filters}
                  call={call}
                  callName={callName}
                  timeZone={timeZone}
                  dimensions={others}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}

interface CallCellsProps extends Pick<LatestCallsProps, "firmId" | "range" | "filters"> {
  readonly call: Call;
  readonly callName: CallName;
  readonly timeZone: string;
  readonly dimensions: readonly Dimension[];
}

function CallCells({ firmId, range, filters, call, callName, timeZone, dimensions }: CallCellsProps): ReactNode {
  const { t, format } = useTexts();
  const time = useCallTime(timeZone);
  return (
    <tr>
      <th scope="row" className="figure" title={call.id}>
        <CallsLink className="data-table-link" firmId={firmId} range={range} filters={filters} call={call.id}>
          {time.short(call.createdAt)}
        </CallsLink>
      </th>
      {dimensions.map((dimension) => (
        <td key={dimension}>
          <EntityLink firmId={firmId} dimension={dimension} value={keyOf(call)[dimension]}>
            {callName(call, dimension)}
          </EntityLink>
        </td>
      ))}
      <td className="number">{format.count(call.inputTokens + call.outputTokens)}</td>
      <td className="number">{call.cost === null ? t("figures.noPrice") : format.eur(call.cost)}</td>
      <td>
        <Outcome call={call} />
      </td>
    </tr>
  );
}
