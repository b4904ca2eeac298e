import type { overview as english } from "../en/overview.ts";
import type { Localized } from "../localized.ts";

export const overview: Localized<typeof english> = {
  overview: {
    title: "Privire generală",
  },
  figures: {
    title: "Cifrele perioadei",
    totalCost: "Cost total",
    tokens: "Tokeni",
    calls: "Apeluri",
    successRate: "Rata de succes",
    projectedMonthEnd: "Estimare la final de lună",
    costPerCall: "{{amount}} pe apel",
    tokensPerCall: "{{tokens}} pe apel",
    noCallsYet: "Niciun apel în această perioadă",
    callsPerDay: "{{calls}} pe zi",
    allSucceeded: "Niciun apel eșuat",
    failed_one: "{{formatted}} apel eșuat",
    failed_few: "{{formatted}} apeluri eșuate",
    failed_other: "{{formatted}} de apeluri eșuate",
    monthSoFar: "{{amount}} până acum în {{month}}",
    compared: "Schimbările sunt față de {{period}}; ale estimării, față de luna trecută.",
    comparedSoFar:
      "Schimbările sunt față de {{period}}, zile întregi, iar astăzi este încă în curs; ale estimării, față de luna trecută.",
    courseFailed: "Ce a fost înainte nu a putut fi încărcat.",
    costPerDay: "Cost pe zi",
    tokensPerDay: "Tokeni pe zi",
    callsOfDay: "Apeluri pe zi",
    ratePerDay: "Rata de succes pe zi",
    costPerMonth: "Cost pe lună, luna aceasta fiind estimată",
    costFormula: "Costul fiecărui apel din perioadă, adunat exact în EUR.",
    tokensFormula:
      "{{tokens}}: tokenii de intrare și de ieșire ai fiecărui apel din perioadă. Cei din cache sunt parte din intrare, raționamentul, din ieșire.",
    callsFormula: "Fiecare apel din perioadă, și cele eșuate. Apelurile anulate nu contează.",
    rateFormula:
      "Apeluri care nu au eșuat: {{succeeded}} / toate apelurile: {{calls}}. Trunchiat, nu rotunjit: un singur apel eșuat se vede.",
    projectionFormula:
      "Costul lunii până acum / zilele trecute, astăzi după partea trecută, x zilele lunii. În prima zi, zilele care urmează contează la media lunii trecute.",
    behind: "Apelurile din spatele cifrei",
    behindUnpriced: "Apelurile fără preț",
    behindFailed: "Apelurile eșuate",
    behindMonth: "Apelurile lunii până acum",
    noPrice: "fără preț",
    unpriced_one: "{{formatted}} apel nu are preț și nu adaugă nimic la cost.",
    unpriced_few: "{{formatted}} apeluri nu au preț și nu adaugă nimic la cost.",
    unpriced_other: "{{formatted}} de apeluri nu au preț și nu adaugă nimic la cost.",
  },
  daily: {
    pace: "Ritm: {{amount}} pe zi, {{total}} până la {{date}}",
    expected: "Estimat în ritmul actual",
  },
  spend: {
    title: { day: "Cost pe zi", week: "Cost pe săptămână", month: "Cost pe lună" },
    hint: {
      day: "Apasă pe o zi pentru orele ei",
      week: "Pe săptămâni: apasă pe una pentru zilele ei",
      month: "Pe luni: apasă pe una pentru zilele ei",
    },
    chart: {
      day: "Cost pe zi, defalcat pe {{split}}, {{range}}",
      week: "Cost pe săptămână, defalcat pe {{split}}, {{range}}",
      month: "Cost pe lună, defalcat pe {{split}}, {{range}}",
    },
    by: { feature: "funcționalități", user: "utilizatori", model: "modele", provider: "furnizori" },
    step: "O bară pentru fiecare",
    split: "Defalcat după",
  },
  heat: {
    title: "Când în cursul săptămânii",
  },
  month: {
    title: "{{month}}, cumulat",
    chart: "Costul cumulat zi de zi în {{month}} și ritmul până la finalul lunii",
    soFar: "Luna până acum",
    pace: "În ritmul de până acum",
  },
  hours: {
    title: "Orele zilei de {{date}}",
    chart: "Cost pe oră, {{date}}",
    zone: "Ore în {{zone}}",
    shortDay: "Această zi are {{hours}} de ore: ceasurile au fost date înainte.",
    longDay: "Această zi are {{hours}} de ore: ceasurile au fost date înapoi.",
    calls: "{{hour}}: apelurile acestei ore",
    close: "Închide orele",
    previous: "Ziua precedentă",
    next: "Ziua următoare",
  },
  breakdown: {
    feature: "Pe funcționalități",
    user: "Pe utilizatori",
    model: "Pe modele",
    provider: "Pe furnizori",
    change: "Schimbare",
    showAll: "Arată tot ({{formatted}})",
    showFewer: "Arată mai puțin",
  },
};
