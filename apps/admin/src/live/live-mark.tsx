import "./live.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
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
    // There from the start: a region that comes together with its words is not always read aloud.
    <div role="status">{state === "lost" && <p className="banner">{t("live.banner")}</p>}</div>
  );
}
