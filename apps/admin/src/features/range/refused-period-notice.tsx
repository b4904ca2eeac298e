import "./refused-period-notice.css";
import { CloseButton } from "@mantine/core";
import { rootRouteId, useSearch } from "@tanstack/react-router";
import { createContext, type Dispatch, type ReactNode, use, useEffect } from "react";
import { focusHeading } from "../../components/focus-heading.ts";
import { useTexts } from "../../i18n/texts.tsx";
import { rangeChoiceOf } from "./period-search.ts";
import { PRESET_NAMES } from "./range-picker.tsx";
import type { RefusedPeriod } from "./refused-period.ts";

/** The period that could not be shown when the app was opened, until the reader has seen the notice; and how to forget it. */
export const RefusedPeriodContext = createContext<readonly [RefusedPeriod | null, Dispatch<null>]>([null, () => {}]);

/** Says why the period on screen is not the one that was asked for, until the reader closes it or chooses another. */
export function RefusedPeriodNotice(): ReactNode {
  const { t } = useTexts();
  const [refused, forget] = use(RefusedPeriodContext);
  const choice = rangeChoiceOf(useSearch({ from: rootRouteId }));
  const isShown = "preset" in choice && choice.preset === refused?.shown;
  useEffect(() => {
    if (!isShown) forget(null);
  }, [isShown, forget]);

  function close(): void {
    forget(null);
    // The button, which has the focus, disappears.
    focusHeading();
  }

  return (
    // Always rendered: screen readers may not announce a region that is inserted together with its text.
    <div role="status">
      {refused !== null && isShown && (
        <div className="banner refused-period">
          <p>{t("range.refused", { asked: refused.asked, shown: t(PRESET_NAMES[refused.shown]) })}</p>
          <CloseButton size="sm" aria-label={t("range.closeRefused")} onClick={close} />
        </div>
      )}
    </div>
  );
}
