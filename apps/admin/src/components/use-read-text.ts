import { useTranslation } from "react-i18next";
import type { Answer } from "usage-core";
import { useFormat } from "../i18n/use-format.ts";

/** When an answer's data was read, on the firm's clock, and how old it was when it came. */
export function useReadText(): (answer: Pick<Answer<unknown>, "asOf" | "timeZone" | "cacheAgeMs">) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ asOf, timeZone, cacheAgeMs }) => {
    const time = format.clock(asOf, timeZone);
    if (cacheAgeMs === 0) return t("parts.explain.justNow", { time });
    const seconds = Math.round(cacheAgeMs / 1000);
    const age =
      seconds < 90 ? t("asOf.seconds", { value: seconds }) : t("asOf.minutes", { value: Math.round(seconds / 60) });
    return t("parts.explain.aged", { time, age });
  };
}
