import type { ReactNode } from "react";
import { Command } from "../components/command.tsx";
import { FullPage } from "../components/full-page.tsx";
import { useTexts } from "../i18n/texts.tsx";
import type { SignedOutReason } from "./session-source.ts";

/** Why the reader is signed out, and how to sign in. */
export function SignedOutPage({ reason }: { readonly reason: SignedOutReason }): ReactNode {
  const { t } = useTexts();
  return (
    <FullPage title={t("signedOut.title")}>
      <p>{t(`signedOut.${reason}`)}</p>
      <p>{t("signedOut.how")}</p>
      <Command>npm run usage -- token --role ops --link</Command>
      <p>{t("signedOut.opened")}</p>
    </FullPage>
  );
}
