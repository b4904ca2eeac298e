import "./dashboard.css";
import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Command } from "../components/command.tsx";
import { FullPage } from "../components/full-page.tsx";
import { PanelError } from "../components/panel-error.tsx";
import { openDay, rangeChoiceOf, resolveRange, withRange } from "../features/dashboard-search.ts";
import { FirmDashboard } from "../features/firm-dashboard.tsx";
import { chooseFirm, type Firm, FirmPicker } from "../features/firms/firm-picker.tsx";
import { RangePicker } from "../features/range/range-picker.tsx";
import { useToday } from "../features/use-today.ts";
import { SignedOutPage } from "../session/signed-out-page.tsx";
import { useSession } from "../session/use-session.ts";
import { useTRPC } from "../trpc.ts";
import { Header } from "./header.tsx";

const route = getRouteApi("/");

/** The page: for whoever is signed in, the firm and the period that the address names. */
export function DashboardPage(): ReactNode {
  const session = useSession();
  if (session.data?.signedIn === false) return <SignedOutPage reason={session.data.reason} />;
  if (session.data === undefined) return <Waiting error={session.error} onRetry={session.refetch} />;
  return <FirmChoice />;
}

function FirmChoice(): ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: firms, error, refetch } = useQuery(useTRPC().firms.list.queryOptions());
  const firm = firms === undefined ? undefined : chooseFirm(firms, search.firm);

  useEffect(() => {
    // The address always says which firm is shown, so that it can be passed on.
    if (firm !== undefined && firm.id !== search.firm) {
      void navigate({ search: { ...search, firm: firm.id }, replace: true });
    }
  }, [firm, search, navigate]);

  if (firms === undefined) return <Waiting error={error} onRetry={refetch} />;
  if (firm === undefined) {
    return (
      <FullPage title={t("empty.noFirms")}>
        <p>{t("empty.noFirmsBody")}</p>
        <Command>npm run usage -- import calls.csv --firm acme --create --time-zone Europe/Bucharest</Command>
      </FullPage>
    );
  }
  return <Dashboard firms={firms} firm={firm} />;
}

interface DashboardProps {
  readonly firms: readonly Firm[];
  readonly firm: Firm;
}

function Dashboard({ firms, firm }: DashboardProps): ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const content = useRef<HTMLElement>(null);
  const today = useToday(firm.timeZone);
  const choice = rangeChoiceOf(search);
  const range = resolveRange(choice, today);

  useEffect(() => {
    document.title = t("app.title", { firm: firm.name });
  }, [t, firm.name]);

  return (
    <>
      <Header content={content}>
        <FirmPicker
          firms={firms}
          firm={firm}
          onChange={(firmId) => navigate({ search: { ...search, firm: firmId, day: undefined } })}
        />
        <RangePicker
          choice={choice}
          range={range}
          today={today}
          onChange={(next) => navigate({ search: withRange(search, next) })}
        />
      </Header>
      <main className="dashboard" ref={content} tabIndex={-1}>
        <FirmDashboard
          // Another firm's figures never stand under this one's name, not while it loads either.
          key={firm.id}
          firm={firm}
          range={range}
          today={today}
          openDay={openDay(search, range, today)}
          onOpenDay={(day) => navigate({ search: { ...search, day }, resetScroll: false })}
        />
      </main>
    </>
  );
}

interface WaitingProps {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** Until it is known what to show. */
function Waiting({ error, onRetry }: WaitingProps): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="full-page" aria-busy={error === null}>
      {error === null ? <Loader aria-label={t("app.loading")} /> : <PanelError error={error} onRetry={onRetry} />}
    </main>
  );
}
