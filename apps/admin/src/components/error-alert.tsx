import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface ErrorAlertProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Shown in place of something that cannot be shown. */
export function ErrorAlert({ title, children }: ErrorAlertProps): ReactNode {
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title={title}
      styles={{ title: { color: "var(--mantine-color-error)" }, icon: { color: "var(--mantine-color-error)" } }}
    >
      {children}
    </Alert>
  );
}
