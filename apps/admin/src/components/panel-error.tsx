import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { ErrorAlert } from "./error-alert.tsx";
import { ErrorText } from "./error-text.tsx";

interface PanelErrorProps {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** What went wrong, and a way to try again. */
export function PanelError({ error, onRetry }: PanelErrorProps): ReactNode {
  const { t } = useTexts();
  return (
    <ErrorAlert title={t("error.title")}>
      <ErrorText error={error} />
      <Button size="xs" variant="default" onClick={() => onRetry()}>
        {t("error.retry")}
      </Button>
    </ErrorAlert>
  );
}
