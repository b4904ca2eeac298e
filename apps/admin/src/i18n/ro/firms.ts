import type { firms as english } from "../en/firms.ts";
import type { Localized } from "../localized.ts";

export const firms: Localized<typeof english> = {
  title: "Firme",
  hint_one: "{{formatted}} firmă, în ordinea numelui",
  hint_few: "{{formatted}} firme, în ordinea numelor",
  hint_other: "{{formatted}} de firme, în ordinea numelor",
  zone: "Fusul orar",
  unknown: "Nu există această firmă",
  unknownBody: "Poate are alt nume sau nu ai acces la ea: {{firm}}",
  home: "La pagina de start",
};
