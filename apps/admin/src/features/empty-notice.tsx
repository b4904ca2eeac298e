import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { addDays } from "usage-core";
import { Command } from "../components/command.tsx";
import { Panel } from "../components/panel.tsx";
import { shellWord } from "../components/shell-word.ts";
import { useFirmView } from "../frame/firm-view.ts";
import { useTexts } from "../i18n/texts.tsx";
import { useTRPC } from "../trpc.ts";
import { inPeriod } from "./range/period-search.ts";

/** How many days the link to the last calls shows. */
const LAST_DAYS = 30;

/** Shown in place of charts and tables when the period has no calls: where there are some or, if there are none, how to send them. */
export function EmptyNotice(): ReactNode {
  const { t } = useTexts();
  const { firm } = useFirmView();
  const query = useQuery(useTRPC().usage.lastCallDate.queryOptions({ firmId: firm.id }));
  return (
    <Panel title={t("empty.title")} query={query} skeleton={<Skeleton height={80} />}>
      {({ data }) => (
        <div className="dashboard-empty">
          {data === null ? <FirstCall firmId={firm.id} /> : <LastCalls lastDate={data} />}
        </div>
      )}
    </Panel>
  );
}

function LastCalls({ lastDate }: { readonly lastDate: string }): ReactNode {
  const { t, format } = useTexts();
  const { range } = useFirmView();
  const last = { startDate: addDays(lastDate, 1 - LAST_DAYS), endDate: lastDate };
  return (
    <>
      <p>{t("empty.elsewhere", { range: format.dateRange(range) })}</p>
      <Link className="data-table-link" to="." search={inPeriod({ custom: last })}>
        {t("empty.lastCalls", { range: format.dateRange(last) })}
      </Link>
    </>
  );
}

function FirstCall({ firmId }: { readonly firmId: string }): ReactNode {
  const { t } = useTexts();
  const firm = shellWord(firmId);
  return (
    <>
      <p>{t("empty.body")}</p>
      <h3 className="panel-title">{t("empty.service")}</h3>
      <p>{t("empty.serviceBody")}</p>
      <Command>{firstCall(firm, window.location.origin)}</Command>
      <h3 className="panel-title">{t("empty.file")}</h3>
      <p>{t("empty.fileBody")}</p>
      <Command>{`npm run usage -- import calls.csv --firm ${firm}`}</Command>
    </>
  );
}

/** A key, and one call sent with it. */
function firstCall(firm: string, origin: string): string {
  return `KEY=$(npm run -s usage -- keys create --firm ${firm} --scopes ingest --name first-service)
curl ${origin}/v1/usage -H "authorization: Bearer $KEY" -H "content-type: application/json" -d '[{
  "id": "call-1", "feature": "assistant_chat", "provider": "openai", "model": "gpt-4o",
  "inputTokens": 1200, "outputTokens": 310, "success": true, "createdAt": "'$(date -u +%FT%TZ)'" }]'`;
}
