import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import { PanelError } from "./panel-error.tsx";

interface WaitingProps {
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** Until it is known what to show. */
export function Waiting({ error, onRetry }: WaitingProps): ReactNode {
  const { t } = useTexts();
  return (
    <main className="full-page" aria-busy={error === null}>
      {error === null ? <Loader aria-label={t("app.loading")} /> : <PanelError error={error} onRetry={onRetry} />}
    </main>
  );
}
