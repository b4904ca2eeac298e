import "../components/panel.css";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "../components/command.tsx";
import { shellWord } from "../components/shell-word.ts";

/** In place of charts and tables when the period holds no calls: how calls get in. */
export function EmptyNotice({ firmId }: { readonly firmId: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="panel dashboard-empty">
      <h2 className="panel-title">{t("empty.title")}</h2>
      <p>{t("empty.body")}</p>
      <Command>{`npm run usage -- import calls.csv --firm ${shellWord(firmId)}`}</Command>
    </section>
  );
}
