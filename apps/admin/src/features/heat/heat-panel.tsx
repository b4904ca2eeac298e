import type { ReactNode } from "react";
import type { Answer, DateRange, WeekHourCost } from "usage-core";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { HeatMapSkeleton } from "../../components/skeletons.tsx";
import { useAnswered } from "../../components/use-answered.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { CallsBehind } from "../explained/calls-behind.tsx";
import { HeatMap } from "./heat-map.tsx";

interface HeatPanelProps {
  readonly firmId: string;
  readonly range: DateRange;
  readonly query: PanelQuery<Answer<WeekHourCost[]>>;
}

/** When in the week the money is spent. */
export function HeatPanel({ firmId, range, query }: HeatPanelProps): ReactNode {
  const { t } = useTexts();
  const shown = useAnswered(query, range);
  return (
    <Panel title={t("heat.title")} query={query} skeleton={<HeatMapSkeleton />}>
      {(answer) => (
        <HeatMap
          cells={answer.data}
          timeZone={answer.timeZone}
          explain={({ unpricedCalls }) => ({
            formula: () => t("explained.heat"),
            range: shown,
            answer,
            unpricedCalls,
            // Calls cannot be filtered by weekday and hour.
            link: <CallsBehind asked={{ firmId, range: shown }}>{t("explained.behindHeat")}</CallsBehind>,
          })}
        />
      )}
    </Panel>
  );
}
