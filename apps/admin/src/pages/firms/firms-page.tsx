import "../../components/data-table.css";
import "../../components/panel.css";
import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "../../components/command.tsx";
import { FullPage } from "../../components/full-page.tsx";
import { Waiting } from "../../components/waiting.tsx";
import type { Firm } from "../../features/firms/firm-picker.tsx";
import { Frame } from "../../frame/frame.tsx";
import { Page } from "../../frame/page.tsx";
import { FirmsLink } from "../../frame/page-links.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { SignedIn } from "../../session/signed-in.tsx";
import { useTRPC } from "../../trpc.ts";

/** All firms, for operators; who may see one is led to it. */
export function FirmsPage(): ReactNode {
  return (
    <SignedIn>
      {({ firmId }) => (firmId === null ? <AllFirms /> : <Navigate to="/firms/$firmId" params={{ firmId }} replace />)}
    </SignedIn>
  );
}

function AllFirms(): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: firms, error, refetch } = useQuery(useTRPC().firms.list.queryOptions());
  if (firms === undefined) return <Waiting error={error} onRetry={refetch} />;
  if (firms.length === 0) {
    return (
      <FullPage title={t("empty.noFirms")}>
        <p>{t("empty.noFirmsBody")}</p>
        <Command>npm run usage -- import calls.csv --firm acme --create --time-zone Europe/Bucharest</Command>
      </FullPage>
    );
  }
  const byName = firms.toSorted((a, b) => a.name.localeCompare(b.name, format.locale));
  return (
    <Frame links={<FirmsLink />}>
      <Page
        title={t("firms.title")}
        note={t("firms.hint", { count: firms.length, formatted: format.count(firms.length) })}
      >
        <section className="panel">
          <div className="panel-body">
            <FirmTable firms={byName} />
          </div>
        </section>
      </Page>
    </Frame>
  );
}

function FirmTable({ firms }: { readonly firms: readonly Firm[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">{t("firm.label")}</th>
          <th scope="col">{t("firms.zone")}</th>
        </tr>
      </thead>
      <tbody>
        {firms.map(({ id, name, timeZone }) => (
          <tr key={id}>
            <th scope="row">
              <Link className="data-table-link" to="/firms/$firmId" params={{ firmId: id }} title={id}>
                {name}
              </Link>
            </th>
            <td>{timeZone}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
