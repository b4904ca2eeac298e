import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { canLoadAnew } from "../can-load-anew.ts";
import { FullPage } from "../components/full-page.tsx";
import { Waiting } from "../components/waiting.tsx";
import { useTexts } from "../i18n/texts.tsx";

/** A fault of the page itself, or a part of it that did not come. */
export function CrashPage(): ReactNode {
  const { t } = useTexts();
  const [isAway, setAway] = useState<boolean>();
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    void canLoadAnew(window.location.href).then((can) => setAway(!can));
  }, []);

  async function loadAgain(): Promise<void> {
    setAsking(true);
    const can = await canLoadAnew(window.location.href);
    if (can) return window.location.reload();
    setAway(true);
    setAsking(false);
  }

  if (isAway === undefined) return <Waiting error={null} onRetry={loadAgain} />;
  return (
    <FullPage title={t(isAway ? "error.away" : "error.crashed")}>
      <p role="alert">{t(isAway ? "error.awayBody" : "error.crashedBody")}</p>
      <div>
        <Button loading={isAsking} onClick={loadAgain}>
          {t(isAway ? "error.retry" : "error.reload")}
        </Button>
      </div>
    </FullPage>
  );
}
