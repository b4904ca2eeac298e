import "./frame.css";
import { ActionIcon } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { ReaderSettings } from "../components/reader-settings.tsx";
import { RefusedPeriodNotice } from "../features/range/refused-period-notice.tsx";
import { useTexts } from "../i18n/texts.tsx";
import { LiveMark, LostBanner } from "../live/live-mark.tsx";
import type { LiveState } from "../live/use-live-state.ts";
import logo from "../logo.svg";
import { useSignOut } from "../session/use-session.ts";

interface FrameProps {
  /** Whose usage is shown: a picker, or a name. */
  readonly firm?: ReactNode;
  /** The links of the navigation. */
  readonly links: ReactNode;
  /** The picker of the period. */
  readonly period?: ReactNode;
  /** Whether the page hears of changes. */
  readonly live?: LiveState;
  readonly children: ReactNode;
}

/** What is around every page: firm, navigation, period and the reader's settings. */
export function Frame({ firm, links, period, live, children }: FrameProps): ReactNode {
  const { t } = useTexts();
  const { signOut, hasFailed } = useSignOut();
  const content = useRef<HTMLElement>(null);
  const pages = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another address, another page is open.
  useEffect(() => scrollToOpen(pages.current), [pathname]);
  return (
    <>
      <button type="button" className="skip-link" onClick={() => content.current?.focus()}>
        {t("app.skipToContent")}
      </button>
      <header className="header">
        <div className="header-row">
          <Link className="header-name" to="/">
            <img src={logo} width={22} height={22} alt="" />
            {t("app.name")}
          </Link>
          {firm}
          <div className="header-tools">
            <ReaderSettings />
            <ActionIcon
              variant="default"
              size={30}
              aria-label={t("app.signOut")}
              title={t("app.signOut")}
              onClick={signOut}
            >
              <IconLogout size={16} />
            </ActionIcon>
          </div>
        </div>
        <div className="header-row header-row-pages">
          <nav className="page-links" ref={pages} aria-label={t("app.pages")}>
            {links}
          </nav>
          {period}
          {live !== undefined && <LiveMark state={live} />}
        </div>
      </header>
      {live !== undefined && <LostBanner state={live} />}
      <RefusedPeriodNotice />
      {hasFailed && (
        <div role="alert" className="banner">
          {t("app.signOutFailed")}
        </div>
      )}
      <main className="content" ref={content} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** Scrolls the link of the open page to the middle where not all links fit, as on a phone. */
function scrollToOpen(pages: HTMLElement | null): void {
  const open = pages?.querySelector("[aria-current=page]")?.getBoundingClientRect();
  if (pages === null || open === undefined) return;
  const { left, width } = pages.getBoundingClientRect();
  pages.scrollLeft += open.left + open.width / 2 - (left + width / 2);
}
