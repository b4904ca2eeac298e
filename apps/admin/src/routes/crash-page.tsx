import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { FullPage } from "../components/full-page.tsx";
import { useTexts } from "../i18n/texts.tsx";

/** A fault of the page itself. */
export function CrashPage(): ReactNode {
  const { t } = useTexts();
  return (
    <FullPage title={t("error.crashed")}>
      <p>{t("error.crashedBody")}</p>
      <div>
        <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
      </div>
    </FullPage>
  );
}
