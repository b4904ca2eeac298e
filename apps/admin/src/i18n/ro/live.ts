import type { live as english } from "../en/live.ts";
import type { Localized } from "../localized.ts";

export const live: Localized<typeof english> = {
  live: "În direct",
  liveHint: "Un apel apare aici la aproximativ o secundă după ce este înregistrat.",
  connecting: "Se conectează",
  connectingHint: "Se conectează la server, care anunță când se schimbă ceva.",
  lost: "Nu în direct",
  lostHint: "Serverul nu anunță schimbările în acest moment.",
  banner:
    "Actualizarea în direct s-a întrerupt. Între timp, cifrele sunt cerute din nou la fiecare 15 secunde; mesajul dispare când revine conexiunea.",
};
