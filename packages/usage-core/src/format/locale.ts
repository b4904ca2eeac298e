import type { Language } from "../language.ts";

/** The locale in which numbers and dates are written for readers of a language. */
export function localeOf(language: Language): string {
  // English as it is written in a euro country: days before months, a 24-hour clock, and M for a million, not m.
  return language === "ro" ? "ro-RO" : "en-IE";
}
