import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { FullPage } from "../components/full-page.tsx";
import { Waiting } from "../components/waiting.tsx";
import { useTexts } from "../i18n/texts.tsx";
import { useReload } from "../reload/use-reload.ts";

/** Shown after an error of the page itself, or when a part of it did not load. */
export function CrashPage(): ReactNode {
  const { t } = useTexts();
  const { isAway, isAsking, reload } = useReload();
  const wasAway = useRef(false);
  useEffect(() => {
    // A page that nobody sits before comes back by itself, too.
    if (isAway === false && wasAway.current) void reload();
    wasAway.current = isAway === true;
  });
  if (isAway === undefined) return <Waiting error={null} onRetry={reload} />;
  return (
    <FullPage title={t(isAway ? "error.away" : "error.crashed")}>
      <p role="alert">{t(isAway ? "error.awayBody" : "error.crashedBody")}</p>
      <div>
        <Button loading={isAsking} onClick={reload}>
          {t(isAway ? "error.retry" : "error.reload")}
        </Button>
      </div>
    </FullPage>
  );
}
