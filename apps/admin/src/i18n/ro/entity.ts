import type { entity as english } from "../en/entity.ts";
import type { Localized } from "../localized.ts";

export const entity: Localized<typeof english> = {
  feature: "Funcționalitate",
  user: "Utilizator",
  model: "Model",
  provider: "Furnizor",
  noProvider: "Necunoscut",
  none: "Niciun apel în această perioadă",
  shareOfCost: "{{share}} din costul firmei",
};
