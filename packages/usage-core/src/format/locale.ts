import type { Language } from "../feature-names.ts";

/** The locale in which numbers and dates are written for readers of a language. */
export function localeOf(language: Language): string {
  // en-GB: days before months and a 24-hour clock, as the figures' zones are European first.
  return language === "ro" ? "ro-RO" : "en-GB";
}
