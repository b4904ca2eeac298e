import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, WeekHourCost } from "usage-core";
import { HeatMap } from "../../components/heat-map.tsx";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { HeatMapSkeleton } from "../../components/skeletons.tsx";

/** When in the week the money is spent. */
export function HeatPanel({ query }: { readonly query: PanelQuery<Answer<WeekHourCost[]>> }): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={t("heat.title")} query={query} skeleton={<HeatMapSkeleton />}>
      {({ data, timeZone }) => <HeatMap cells={data} measure="cost" timeZone={timeZone} />}
    </Panel>
  );
}
