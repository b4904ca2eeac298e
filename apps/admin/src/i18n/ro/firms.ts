import type { firms as english } from "../en/firms.ts";
import type { Localized } from "../localized.ts";

export const firms: Localized<typeof english> = {
  title: "Firme",
  ranked: "Cât cheltuiește fiecare firmă",
  hint_one: "{{formatted}} firmă",
  hint_few: "{{formatted}} firme",
  hint_other: "{{formatted}} de firme",
  asOf: "la ora {{time}}, UTC",
  against: "schimbările sunt față de {{period}}",
  againstOwn: "schimbările sunt față de zilele dinainte ale fiecărei firme",
  ownZones: "Fusul fiecărei firme",
  ownZonesNote: "Zilele fiecărei firme sunt cele din fusul ei, la fel și cele pe care le cuprinde o perioadă cu nume.",
  unpriced: "Fără preț",
  course: {
    day: "Cost pe zi",
    week: "Cost pe săptămână",
    month: "Cost pe lună",
  },
  unknown: "Nu există această firmă",
  unknownBody: "Poate are alt nume sau nu ai acces la ea: {{firm}}",
  home: "La pagina de start",
};
