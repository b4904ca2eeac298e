import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { serverMessage } from "../trpc.ts";

interface PanelErrorProps {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** What went wrong, and a way to try again. */
export function PanelError({ error, onRetry }: PanelErrorProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={t("error.title")}
      styles={{ title: { color: "var(--mantine-color-error)" }, icon: { color: "var(--mantine-color-error)" } }}
    >
      <p style={{ margin: "0 0 12px", overflowWrap: "anywhere" }}>{serverMessage(error) ?? t("error.unreachable")}</p>
      <Button size="xs" variant="default" onClick={() => onRetry()}>
        {t("error.retry")}
      </Button>
    </Alert>
  );
}
