import type { entity as english } from "../en/entity.ts";
import type { Localized } from "../localized.ts";

export const entity: Localized<typeof english> = {
  feature: "Funcționalitate",
  user: "Utilizator",
  model: "Model",
  provider: "Furnizor",
  none: "Niciun apel în această perioadă",
  noneBody: "{{name}}: niciun apel în {{range}}.",
  noSuch: {
    feature: "Nu există o astfel de funcționalitate",
    user: "Nu există un astfel de utilizator",
    model: "Nu există un astfel de model",
    provider: "Nu există un astfel de furnizor",
  },
  noSuchBody:
    "Niciun apel nu poate avea numele din adresă: un nume are între 1 și {{length}} de caractere care pot fi stocate.",
  against: "Schimbările sunt față de {{period}}.",
  againstSoFar: "Schimbările sunt față de {{period}}, zile întregi, iar astăzi este încă în curs.",
  course: "{{name}}, {{steps}}",
  steps: { day: "pe zile", week: "pe săptămâni", month: "pe luni" },
  share: "Cota din costul firmei",
  ofCost: "din {{amount}}",
  shareFormula: "{{cost}} / {{all}}, costul tuturor apelurilor firmei din perioadă.",
  allBehind: "Toate apelurile firmei",
  notSplit: "Fără defalcare: ar însemna citirea mai multor apeluri decât se pot citi o dată.",
  exploreBy: "Explorează: {{split}}",
  latest: "Ultimele apeluri",
  allCalls: "Toate apelurile",
};
