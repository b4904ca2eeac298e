import { Skeleton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BATCH_USER_ID, batchUserName, featureName } from "usage-core";
import { Panel, type PanelQuery } from "../../components/panel.tsx";
import { type BreakdownRow, featureRows, modelRows, userRows } from "../../features/breakdown/breakdown-rows.ts";
import { useCostsByFeature, useCostsByModel, useCostsByUser } from "../../features/live-usage.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useCostText, useUnpricedText } from "../../i18n/use-cost-text.ts";
import { useFormat, useLanguage } from "../../i18n/use-format.ts";

const featureApi = getRouteApi("/firms/$firmId/features/$feature");
const userApi = getRouteApi("/firms/$firmId/users/$user");
const modelApi = getRouteApi("/firms/$firmId/models/$model");

export function FeaturePage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { feature } = featureApi.useParams();
  const { firm, range } = useFirmView();
  const query = useCostsByFeature(firm.id, range);
  return (
    <Page title={featureName(feature, language)} note={t("entity.feature")}>
      <FiguresOf id={feature} query={query} rowsOf={({ data }) => featureRows(data, language)} />
    </Page>
  );
}

export function UserPage(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { user } = userApi.useParams();
  const { firm, range } = useFirmView();
  const query = useCostsByUser(firm.id, range);
  const known = query.data?.data.find(({ userId }) => userId === user)?.userName;
  const name = user === BATCH_USER_ID ? batchUserName(language) : (known ?? user);
  return (
    <Page title={name} note={t("entity.user")}>
      <FiguresOf id={user} query={query} rowsOf={({ data }) => userRows(data, language)} />
    </Page>
  );
}

export function ModelPage(): ReactNode {
  const { t } = useTranslation();
  const { model } = modelApi.useParams();
  const { firm, range } = useFirmView();
  const query = useCostsByModel(firm.id, range);
  return (
    <Page title={model} note={t("entity.model")}>
      <FiguresOf id={model} query={query} rowsOf={({ data }) => modelRows(data)} />
    </Page>
  );
}

interface FiguresOfProps<Data> {
  readonly id: string;
  readonly query: PanelQuery<Data>;
  readonly rowsOf: (data: Data) => readonly BreakdownRow[];
}

/** What one feature, user or model cost in the period. */
function FiguresOf<Data>({ id, query, rowsOf }: FiguresOfProps<Data>): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={t("figures.title")} query={query} skeleton={<Skeleton height={62} />}>
      {(data) => {
        const row = rowsOf(data).find((each) => each.id === id);
        return row === undefined ? <p className="panel-note">{t("entity.none")}</p> : <Figures row={row} />;
      }}
    </Panel>
  );
}

function Figures({ row }: { readonly row: BreakdownRow }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const costText = useCostText();
  const unpriced = useUnpricedText()(row.unpricedCalls);
  return (
    <>
      <dl className="key-figures">
        <div>
          <dt>{t("columns.cost")}</dt>
          <dd className="figure">{costText(row)}</dd>
        </div>
        <div>
          <dt>{t("columns.tokens")}</dt>
          <dd className="figure">{format.count(row.tokens)}</dd>
        </div>
        <div>
          <dt>{t("columns.calls")}</dt>
          <dd className="figure">{format.count(row.calls)}</dd>
        </div>
      </dl>
      <p className="panel-note">{unpriced ?? t("entity.shareOfCost", { share: format.share(row.share) })}</p>
    </>
  );
}
