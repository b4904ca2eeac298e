import "./live.css";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/texts.tsx";
import type { LiveState } from "./use-live-state.ts";

/** Beside the period: whether the figures follow the ledger by themselves. Its space is reserved while that is not known. */
export function LiveMark({ state }: { readonly state: LiveState }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="live-mark" data-state={state} title={t(`live.${state}Hint`)}>
      {t(`live.${state}`)}
    </span>
  );
}

/** Above the page while it does not hear of changes. */
export function LostBanner({ state }: { readonly state: LiveState }): ReactNode {
  const { t } = useTexts();
  return (
    // Always rendered: screen readers may not announce a region that is inserted together with its text.
    <div role="status">{state === "lost" && <p className="banner">{t("live.banner")}</p>}</div>
  );
}
