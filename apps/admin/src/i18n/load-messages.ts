import type { Language } from "usage-core";
import type { en } from "./en.ts";
import type { Localized } from "./localized.ts";

type Messages = typeof en | Localized<typeof en>;

/** The texts of a language. Each language is a chunk of its own, so that a reader loads one only. */
const LOADERS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import("./en.ts")).en,
  ro: async () => (await import("./ro.ts")).ro,
};

export function loadMessages(language: Language): Promise<Messages> {
  return LOADERS[language]();
}
