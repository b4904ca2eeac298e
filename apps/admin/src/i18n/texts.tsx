import type { i18n, TFunction } from "i18next";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Language, localeOf } from "usage-core";
import { type Format, formatIn } from "./format.ts";
import { changeLanguage } from "./i18n.ts";
import { isLanguage } from "./language.ts";
import { type UsageTexts, usageTextsIn } from "./usage-texts.ts";

export interface Texts extends UsageTexts {
  readonly t: TFunction;
  readonly language: Language;
  /** Rejects, and changes nothing, when the other language's texts cannot be loaded. */
  readonly changeLanguage: (next: Language) => Promise<void>;
  readonly format: Format;
}

const TextsContext = createContext<Texts | null>(null);

interface TextsProviderProps {
  readonly i18n: i18n;
  readonly children: ReactNode;
}

/**
 * Provides the reader's texts and formats. The library's hook is called only here: a page has hundreds of numbers with a text each,
 * and calling it in every one of them took most of the time to draw the page.
 */
export function TextsProvider({ i18n, children }: TextsProviderProps): ReactNode {
  const { t } = useTranslation(undefined, { i18n });
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  const value = useMemo(() => {
    const format = formatIn(localeOf(language));
    return {
      t,
      language,
      changeLanguage: (next: Language) => changeLanguage(i18n, next),
      format,
      ...usageTextsIn(t, format),
    };
  }, [t, language, i18n]);
  return <TextsContext value={value}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = use(TextsContext);
  if (texts === null) throw new Error("there is no TextsProvider above this component; put one into the app");
  return texts;
}
