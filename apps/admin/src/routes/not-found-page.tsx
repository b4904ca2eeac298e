import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FullPage } from "../components/full-page.tsx";
import { useTexts } from "../i18n/texts.tsx";

export function NotFoundPage(): ReactNode {
  const { t } = useTexts();
  return (
    <FullPage title={t("notFound.title")}>
      <p>{t("notFound.body")}</p>
      <p>
        <Anchor component={Link} to="/" underline="always">
          {t("notFound.home")}
        </Anchor>
      </p>
    </FullPage>
  );
}
