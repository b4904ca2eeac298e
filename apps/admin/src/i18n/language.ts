import { LANGUAGES, type Language } from "usage-core";

const STORAGE_KEY = "language";

export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The language that the reader chose before, else the first of the browser's that we have, else English. */
export function preferredLanguage(stored: string | null, browserLanguages: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  for (const tag of browserLanguages) {
    const language = tag.split("-")[0]?.toLowerCase();
    if (isLanguage(language)) return language;
  }
  return "en";
}

export function readPreferredLanguage(): Language {
  return preferredLanguage(window.localStorage.getItem(STORAGE_KEY), window.navigator.languages);
}

export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(STORAGE_KEY, language);
}
