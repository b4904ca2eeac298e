import { useCallback } from "react";
import { useTexts } from "../i18n/texts.tsx";

/** What the row `other` is called, by how many keys it stands for: none where it holds but what was before. */
export function useOtherName(): (keys: number) => string {
  const { t, format } = useTexts();
  return useCallback(
    (keys) => (keys === 0 ? t("parts.noLongerUsed") : t("parts.other", { formatted: format.count(keys) })),
    [t, format],
  );
}
