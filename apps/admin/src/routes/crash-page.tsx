import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FullPage } from "../components/full-page.tsx";

/** A fault of the page itself. */
export function CrashPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <FullPage title={t("error.crashed")}>
      <p>{t("error.crashedBody")}</p>
      <div>
        <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
      </div>
    </FullPage>
  );
}
