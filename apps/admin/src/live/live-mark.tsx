import { useTexts } from "../i18n/texts.tsx";
import "./live.css";
import type { ReactNode } from "react";
import type { LiveState } from "./use-live-state.ts";

/** Beside the period: whether the figures follow the ledger by themselves. Its place is kept while that is not known. */
export function LiveMark({ state }: { readonly state: LiveState }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="live-mark" data-state={state} title={t(`live.${state}Hint`)}>
      {t(`live.${state}`)}
    </span>
  );
}

/** Over the page when the reader should know that changes are not heard of. */
export function LostBanner({ state }: { readonly state: LiveState }): ReactNode {
  const { t } = useTexts();
  return (
    <div role="status" className="live-banner" hidden={state !== "lost"}>
      {state === "lost" && t("live.banner")}
    </div>
  );
}
