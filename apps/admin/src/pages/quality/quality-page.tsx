import "../../components/data-table.css";
import "./quality.css";
import { Skeleton } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { DataQuality, DateRange, UnpricedGroup } from "usage-core";
import { Command } from "../../components/command.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { Panel } from "../../components/panel.tsx";
import { EmptyNotice } from "../../features/empty-notice.tsx";
import { AsOfLine } from "../../features/figures/as-of-line.tsx";
import { needsReprice, reasonOf, remedyOf, repriceCommand } from "../../features/remedy/remedy.ts";
import { useFirmView } from "../../frame/firm-view.ts";
import { Page } from "../../frame/page.tsx";
import { useTexts } from "../../i18n/texts.tsx";
import { useTRPC } from "../../trpc.ts";
import { Findings } from "./findings.tsx";
import { hasFindings } from "./has-findings.ts";

/** Whether the figures can be trusted, and what to do where they cannot: first what the cost leaves out. */
export function QualityPage(): ReactNode {
  const { t } = useTexts();
  const { firm, range } = useFirmView();
  const query = useQuery(useTRPC().usage.dataQuality.queryOptions({ firmId: firm.id, range }));
  const quality = query.data?.data;
  const note = query.data && <AsOfLine answer={query.data} hasFailed={query.isError} />;
  if (quality?.totalCalls === 0 && !hasFindings(quality) && !query.isPlaceholderData) {
    return (
      <Page title={t("quality.title")}>
        <EmptyNotice />
      </Page>
    );
  }
  if (quality !== undefined && !hasFindings(quality) && !query.isPlaceholderData) {
    return (
      <Page title={t("quality.title")} note={note}>
        <AllIsWell calls={quality.totalCalls} />
      </Page>
    );
  }
  return (
    <Page title={t("quality.title")} note={note}>
      <Panel title={t("quality.unpricedTitle")} query={query} skeleton={<Skeleton height={180} />}>
        {({ data }) => <Unpriced quality={data} firmId={firm.id} range={range} />}
      </Panel>
      <Panel title={t("quality.otherTitle")} query={query} skeleton={<Skeleton height={320} />}>
        {({ data }) => <Findings quality={data} firmId={firm.id} />}
      </Panel>
    </Page>
  );
}

function AllIsWell({ calls }: { readonly calls: number }): ReactNode {
  const { t, format } = useTexts();
  return (
    <section className="panel quality-well">
      <IconCircleCheck size={28} aria-hidden />
      <div>
        <h2 className="panel-title">{t("quality.allWell")}</h2>
        <p>{t("quality.allWellBody", { count: calls, formatted: format.count(calls) })}</p>
      </div>
    </section>
  );
}

interface UnpricedProps {
  readonly quality: DataQuality;
  readonly firmId: string;
  readonly range: DateRange;
}

function Unpriced({ quality, firmId, range }: UnpricedProps): ReactNode {
  const { t, format } = useTexts();
  const { unpriced, unpricedCalls, unpricedPercent } = quality;
  if (unpricedCalls === 0) return <p className="panel-note">{t("quality.noneUnpriced")}</p>;
  const share = format.share(unpricedPercent);
  return (
    <>
      <p className="quality-summary">
        <Link className="data-table-link" to="/firms/$firmId/calls" params={{ firmId }} search={{ unpriced: "1" }}>
          {t("quality.unpricedSummary", { count: unpricedCalls, formatted: format.count(unpricedCalls), share })}
        </Link>
      </p>
      <ul className="quality-list">
        {unpriced.map((group) => (
          <UnpricedModel
            key={JSON.stringify([group.reason, group.provider, group.model])}
            group={group}
            firmId={firmId}
            range={range}
          />
        ))}
      </ul>
      {unpriced.some(needsReprice) && (
        <div className="quality-then">
          <p>{t("quality.reprice")}</p>
          <Command>{repriceCommand(firmId, range)}</Command>
        </div>
      )}
    </>
  );
}

interface UnpricedModelProps {
  readonly group: UnpricedGroup;
  readonly firmId: string;
  readonly range: DateRange;
}

function UnpricedModel({ group, firmId, range }: UnpricedModelProps): ReactNode {
  const { t, format } = useTexts();
  const remedy = remedyOf(group, firmId, range);
  return (
    <li className="quality-item">
      <div className="quality-item-head">
        <h3>
          <EntityLink firmId={firmId} dimension="model" value={group.model}>
            {group.model}
          </EntityLink>
        </h3>
        <span className="panel-note">
          {t("entity.provider")}: {group.provider ?? t("calls.notTold")}
        </span>
        <span className="quality-count figure">
          <Link
            className="data-table-link"
            to="/firms/$firmId/calls"
            params={{ firmId }}
            search={{ reason: group.reason, model: [group.model], provider: [group.provider ?? ""] }}
          >
            {t("quality.calls")}: {format.count(group.calls)}
          </Link>
        </span>
      </div>
      <p>{t(`quality.reason.${reasonOf(group)}`, { reason: group.reason })}</p>
      {remedy !== null && <Command>{remedy}</Command>}
    </li>
  );
}
