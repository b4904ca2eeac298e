import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "usage-core";
import { loadMessages } from "./load-messages.ts";

/** The page's texts, starting in `language`; the document's `lang` follows every change. */
export async function createTexts(language: Language): Promise<i18n> {
  const texts = createInstance();
  texts.on("languageChanged", (next) => {
    document.documentElement.lang = next;
  });
  await texts.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await loadMessages(language) } },
    // Every language has every text.
    fallbackLng: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  return texts;
}

/** Changes to another language once its texts are there; rejects, and changes nothing, when they cannot be loaded. */
export async function changeLanguage(texts: i18n, language: Language): Promise<void> {
  if (!texts.hasResourceBundle(language, "translation")) {
    texts.addResourceBundle(language, "translation", await loadMessages(language));
  }
  await texts.changeLanguage(language);
}
