import type { explained as english } from "../en/explained.ts";
import type { Localized } from "../localized.ts";

export const explained: Localized<typeof english> = {
  of: "{{measure}}, {{name}}",
  at: "{{measure}}, {{name}}, {{when}}",
  cost: "Costul fiecăruia dintre apelurile sale din perioadă, adunat exact în EUR.",
  tokens: "{{tokens}}: tokenii de intrare și de ieșire ai fiecăruia dintre apelurile sale din perioadă.",
  calls: "Fiecare dintre apelurile sale din perioadă, și cele eșuate. Apelurile anulate nu contează.",
  failedCalls: "Fiecare dintre apelurile sale din perioadă care au eșuat.",
  share: "{{part}} / {{whole}}, totalul.",
  change: "{{now}}, față de {{before}} în {{period}}: diferența / ce a fost înainte.",
  other: "Tot ce nu se află în niciunul dintre rânduri este adunat.",
  behindOther: "Toate apelurile care au fost defalcate, și cele din rânduri",
  heat: "Fiecare apel făcut în această zi a săptămânii și la această oră a firmei, din toate săptămânile perioadei, adunat.",
  behindHeat: "Apelurile perioadei, de la toate orele",
  soFar: "Costul fiecărui apel din prima zi a lunii până la sfârșitul acestei zile, adunat exact în EUR.",
  soFarToday: "Costul fiecărui apel din prima zi a lunii până acum, adunat exact în EUR.",
  behindSoFar: "Apelurile începând cu prima zi a lunii",
  pace: "{{soFar}} până acum + {{perDay}} pentru fiecare zi de acum înainte: restul estimării, împărțit egal.",
  paceName: "Ritm",
  allProjected: "Estimările tuturor firmelor, adunate. Fiecare urmează ritmul și calendarul firmei ei.",
  allFirms: "Firmele de mai sus, adunate, fiecare în fusul ei orar.",
  unpricedShare: "Apeluri fără preț: {{unpriced}} / toate apelurile: {{calls}}.",
};
