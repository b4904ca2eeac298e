import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { FullPage } from "../components/full-page.tsx";
import { useToday } from "../components/use-today.ts";
import { Waiting } from "../components/waiting.tsx";
import { inPeriod, type RangeChoice, rangeChoiceOf, resolveRange } from "../features/range/period-search.ts";
import { RangePicker } from "../features/range/range-picker.tsx";
import { useTexts } from "../i18n/texts.tsx";
import { useLiveChanges } from "../live/use-live-changes.ts";
import { SignedIn } from "../session/signed-in.tsx";
import { useTRPC } from "../trpc.ts";
import { FirmPicker } from "./firm-picker.tsx";
import { type Firm, FirmViewContext } from "./firm-view.ts";
import { Frame } from "./frame.tsx";
import { ofAnotherFirm } from "./of-another-firm.ts";
import { FirmPageLinks, FirmsLink } from "./page-links.tsx";

/** The frame for the firm that the address names, or a page that says there is none. */
export function FirmLayout(): ReactNode {
  return <SignedIn>{({ role }) => <NamedFirm isOperator={role === "ops"} />}</SignedIn>;
}

function NamedFirm({ isOperator }: { readonly isOperator: boolean }): ReactNode {
  const { firmId } = useParams({ from: "/firms/$firmId" });
  const { data: firms, error, refetch } = useQuery(useTRPC().firms.list.queryOptions());
  if (firms === undefined) return <Waiting error={error} onRetry={refetch} />;
  const firm = firms.find(({ id }) => id === firmId);
  if (firm === undefined) return <UnknownFirm firmId={firmId} />;
  return <FirmFrame firms={firms} firm={firm} isOperator={isOperator} />;
}

interface FirmFrameProps {
  readonly firms: readonly Firm[];
  readonly firm: Firm;
  readonly isOperator: boolean;
}

function FirmFrame({ firms, firm, isOperator }: FirmFrameProps): ReactNode {
  const router = useRouter();
  // Without `from`, "." is the open page; `from` this route it would be the overview.
  const navigate = useNavigate();
  const search = useSearch({ from: "/firms/$firmId" });
  const today = useToday(firm.timeZone);
  const live = useLiveChanges(firm.id);
  const choice = rangeChoiceOf(search);
  const { startDate, endDate } = resolveRange(choice, today);
  const view = useMemo(() => ({ firm, range: { startDate, endDate }, today }), [firm, startDate, endDate, today]);

  const thisPage = (next: RangeChoice) => ({ to: ".", search: inPeriod(next), resetScroll: false }) as const;

  return (
    <FirmViewContext value={view}>
      <Frame
        firm={
          <FirmPicker
            firms={firms}
            firm={firm}
            onChange={(firmId) =>
              navigate({ to: ".", params: (before: object) => ({ ...before, firmId }), search: ofAnotherFirm })
            }
          />
        }
        live={live}
        links={
          <>
            {isOperator && <FirmsLink />}
            <FirmPageLinks firmId={firm.id} />
          </>
        }
        period={
          <RangePicker
            choice={choice}
            range={view.range}
            today={today}
            timeZone={firm.timeZone}
            onChange={(next) => navigate(thisPage(next))}
            onConsider={(next) => void router.preloadRoute(thisPage(next))}
          />
        }
      >
        {/* The key keeps a former firm's figures from being shown under this one's name while it loads. */}
        <Outlet key={firm.id} />
      </Frame>
    </FirmViewContext>
  );
}

function UnknownFirm({ firmId }: { readonly firmId: string }): ReactNode {
  const { t } = useTexts();
  return (
    <FullPage title={t("firms.unknown")}>
      <p>{t("firms.unknownBody", { firm: firmId })}</p>
      <p>
        <Anchor component={Link} to="/" underline="always">
          {t("firms.home")}
        </Anchor>
      </p>
    </FullPage>
  );
}
