import type { entity as english } from "../en/entity.ts";
import type { Localized } from "../localized.ts";

export const entity: Localized<typeof english> = {
  feature: "Funcționalitate",
  user: "Utilizator",
  model: "Model",
  provider: "Furnizor",
  none: "Niciun apel în această perioadă",
  noneBody: "{{name}}: niciun apel în {{range}}. Alege o perioadă mai lungă:",
  against: "Schimbările sunt față de {{period}}.",
  againstSoFar: "Schimbările sunt față de {{period}}, zile întregi, iar astăzi este încă în curs.",
  course: "{{name}}, {{steps}}",
  steps: { day: "pe zile", week: "pe săptămâni", month: "pe luni" },
  costFormula: "Costul fiecărui apel al său din perioadă, adunat exact în EUR.",
  callsFormula: "Fiecare apel al său din perioadă, și cele eșuate. Apelurile anulate nu contează.",
  share: "Cota din costul firmei",
  ofCost: "din {{amount}}",
  shareFormula: "{{cost}} / {{all}}, costul tuturor apelurilor firmei din perioadă.",
  allBehind: "Toate apelurile firmei",
  notSplit: "Fără defalcare: ar însemna citirea mai multor apeluri decât se pot citi o dată.",
  exploreBy: "Explorează: {{split}}",
  latest: "Ultimele apeluri",
  allCalls: "Toate apelurile",
  zone: "Ore în {{zone}}",
  time: "Ora",
  outcome: "Rezultat",
};
