import type { calls as english } from "../en/calls.ts";
import type { Localized } from "../localized.ts";

export const calls: Localized<typeof english> = {
  title: "Apeluri",
};
