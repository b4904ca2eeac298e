import type { parts as english } from "../en/parts.ts";
import type { Localized } from "../localized.ts";

export const parts: Localized<typeof english> = {
  other: "Altele ({{formatted}})",
  total: "Total",
  noProvider: "Furnizor nespecificat",
  failedCalls: "Apeluri eșuate",
  bucket: {
    hour: "Ora",
    day: "Ziua",
    week: "Săptămâna",
    month: "Luna",
    unfinished: "Încă în curs",
    toCome: "Urmează",
    open: "Deschide {{bucket}}",
  },
  chart: {
    keys: "Tastele săgeți parcurg axa timpului.",
    openKeys: "Tastele săgeți parcurg axa timpului; Enter deschide intervalul ales.",
    legend: "Serii, de jos în sus",
    lineLegend: "Serii, de la cea mai mare",
    highlight: "Evidențiază {{name}}",
  },
  table: {
    region: "{{table}}, ca tabel",
    search: "Caută",
    searchIn: "Caută în {{table}}",
    found: "{{found}} din {{all}}",
    noMatch: "Nimic nu se potrivește cu „{{search}}”.",
    printed: "Rânduri tipărite: primele {{printed}} din {{all}}.",
    largest:
      "Coloane: cele mai mari {{shown}} din {{all}}; „Altele” însumează restul. Filtrează ca să le vezi în timp și pe celelalte.",
  },
  sparkline: {
    name: "{{name}}: între {{min}} și {{max}}, ultima valoare {{last}}",
    none: "{{name}}: nicio cifră",
  },
  change: {
    up: "în creștere cu {{percent}} față de {{period}}",
    down: "în scădere cu {{percent}} față de {{period}}",
    same: "fără schimbare față de {{period}}",
    new: "nou: nimic în {{period}}",
    points: "{{value}} p.p.",
    newShort: "nou",
    unpriced: "apelurile fără preț nu sunt incluse",
  },
  heat: {
    name: "{{measure}} pe zile ale săptămânii și ore",
    weekday: "Ziua săptămânii",
    none: "Niciun apel",
    unpriced: "Doar apeluri fără preț",
    zone: "Ore în {{zone}}, fusul firmei",
    keys: "Tastele săgeți trec de la o celulă la alta.",
    upTo: "până la {{value}}",
  },
  explain: {
    open: "{{name}}: {{value}}. Explică",
    range: "Perioada",
    zone: "Fusul orar",
    read: "Citit",
    leftOut: "Neincluse",
    nothing: "Niciun apel: toate au preț",
    justNow: "{{time}}, chiar acum",
    aged: "{{time}}, vechi de {{age}} la sosire",
    close: "Închide",
  },
  download: {
    open: "Descarcă sau tipărește",
    csv: "Descarcă în format CSV",
    ndjson: "Descarcă în format NDJSON",
    print: "Tipărește",
  },
};
