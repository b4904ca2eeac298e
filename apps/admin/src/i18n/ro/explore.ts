import type { explore as english } from "../en/explore.ts";
import type { Localized } from "../localized.ts";

export const explore: Localized<typeof english> = {
  title: "Explorare",
};
