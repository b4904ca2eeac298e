import type { Language } from "usage-core";
import type { en } from "./en.ts";
import type { Localized } from "./localized.ts";

type Messages = typeof en | Localized<typeof en>;

/** The texts of a language, each of which is a chunk of its own: a reader loads the one that is read. */
const LOADERS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import("./en.ts")).en,
  ro: async () => (await import("./ro.ts")).ro,
};

export function loadMessages(language: Language): Promise<Messages> {
  return LOADERS[language]();
}
