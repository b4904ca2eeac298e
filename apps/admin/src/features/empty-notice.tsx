import "../components/panel.css";
import type { ReactNode } from "react";
import { Command } from "../components/command.tsx";
import { shellWord } from "../components/shell-word.ts";
import { useTexts } from "../i18n/texts.tsx";

/** In place of charts and tables when the period holds no calls: how calls get in. */
export function EmptyNotice({ firmId }: { readonly firmId: string }): ReactNode {
  const { t } = useTexts();
  const firm = shellWord(firmId);
  return (
    <section className="panel dashboard-empty">
      <h2 className="panel-title">{t("empty.title")}</h2>
      <p>{t("empty.body")}</p>
      <h3 className="panel-title">{t("empty.service")}</h3>
      <p>{t("empty.serviceBody")}</p>
      <Command>{firstCall(firm, window.location.origin)}</Command>
      <h3 className="panel-title">{t("empty.file")}</h3>
      <p>{t("empty.fileBody")}</p>
      <Command>{`npm run usage -- import calls.csv --firm ${firm}`}</Command>
    </section>
  );
}

/** A key, and one call sent with it. */
function firstCall(firm: string, origin: string): string {
  return `KEY=$(npm run -s usage -- keys create --firm ${firm} --scopes ingest --name first-service)
curl ${origin}/v1/usage -H "authorization: Bearer $KEY" -H "content-type: application/json" -d '[{
  "id": "call-1", "feature": "assistant_chat", "provider": "openai", "model": "gpt-4o",
  "inputTokens": 1200, "outputTokens": 310, "success": true, "createdAt": "'$(date -u +%FT%TZ)'" }]'`;
}
