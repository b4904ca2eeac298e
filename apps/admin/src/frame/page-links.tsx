import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";

/** The pages of a firm that the navigation names, in its order. */
const FIRM_PAGES = [
  { to: "/firms/$firmId", name: "overview.title" },
  { to: "/firms/$firmId/explore", name: "explore.title" },
  { to: "/firms/$firmId/calls", name: "calls.title" },
  { to: "/firms/$firmId/quality", name: "quality.title" },
] as const;

/** The link to all firms, for operators. */
export function FirmsLink(): ReactNode {
  const { t } = useTexts();
  return (
    <Link className="page-link" to="/firms" activeOptions={EXACTLY}>
      {t("firms.title")}
    </Link>
  );
}

/** The links to a firm's pages. */
export function FirmPageLinks({ firmId }: { readonly firmId: string }): ReactNode {
  const { t } = useTexts();
  return FIRM_PAGES.map(({ to, name }) => (
    <Link key={to} className="page-link" to={to} params={{ firmId }} activeOptions={EXACTLY}>
      {t(name)}
    </Link>
  ));
}

/** A link is marked as the open page only on that page, not on those below it; the period does not matter. */
const EXACTLY = { exact: true, includeSearch: false };
