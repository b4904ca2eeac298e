import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "usage-core";
import { en } from "./en.ts";
import { ro } from "./ro.ts";

/** The page's texts, starting in `language`; the document's `lang` follows every change. */
export async function createTexts(language: Language): Promise<i18n> {
  const texts = createInstance();
  texts.on("languageChanged", (next) => {
    document.documentElement.lang = next;
  });
  await texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, ro: { translation: ro } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return texts;
}
