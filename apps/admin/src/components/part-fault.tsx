import "./error.css";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { useReload } from "../reload/use-reload.ts";
import { ErrorAlert } from "./error-alert.tsx";

/** Shown in place of a part of the page whose code did not load, so that the rest stays. */
export function PartFault(): ReactNode {
  const { t } = useTexts();
  const { isAway, isAsking, reload } = useReload();
  if (isAway === undefined) return null;
  return (
    <ErrorAlert title={t("error.title")}>
      <p className="error-text">{t(isAway ? "error.unreachable" : "error.crashedBody")}</p>
      <Button size="xs" variant="default" loading={isAsking} onClick={reload}>
        {t(isAway ? "error.retry" : "error.reload")}
      </Button>
    </ErrorAlert>
  );
}
