/** What names are written in. */
export const LANGUAGES = ["ro", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
