import type { quality as english } from "../en/quality.ts";
import type { Localized } from "../localized.ts";

export const quality: Localized<typeof english> = {
  title: "Calitatea datelor",
  allWell: "Totul este în regulă",
  allWellBody_one: "Apelul acestei perioade ({{formatted}}) are preț, a venit o singură dată și nu se contrazice.",
  allWellBody_few:
    "Toate cele {{formatted}} apeluri ale perioadei au preț, au venit o singură dată și nu se contrazic.",
  allWellBody_other:
    "Toate cele {{formatted}} de apeluri ale perioadei au preț, au venit o singură dată și nu se contrazic.",
  unpricedTitle: "Modele fără preț",
  unpricedSummary_one: "{{formatted}} apel nu are preț: {{share}} din total",
  unpricedSummary_few: "{{formatted}} apeluri nu au preț: {{share}} din total",
  unpricedSummary_other: "{{formatted}} de apeluri nu au preț: {{share}} din total",
  noneUnpriced: "Fiecare apel are preț.",
  calls: "Apeluri",
  reason: {
    unknown_provider:
      "Catalogul de prețuri nu cunoaște furnizorul. Trimite unul dintre numele lui, de exemplu openai sau aws.bedrock, ori stabilește un preț:",
    unknown_model:
      "Catalogul de prețuri nu cunoaște acest model al furnizorului. Verifică numele sau stabilește un preț:",
    no_price_for_tier:
      "Catalogul are doar prețurile obișnuite, niciunul pentru o clasă precum batch. Stabilește un preț pentru acea clasă:",
    no_price_for_tokens:
      "Catalogul nu are un tarif pentru tokeni de acest fel. Trimite costul odată cu apelul sau stabilește un preț:",
    token_mismatch:
      "Numerele se contrazic: tokenii din cache sunt o parte din intrare, iar raționamentul o parte din ieșire. Corectează sursa, anulează apelurile și trimite-le din nou cu alte id-uri.",
    no_rate: "Nu există un curs al monedei pentru ziua apelului sau dinaintea ei. Încarcă cursurile băncii:",
    too_large:
      "Costul este de cel puțin un milion de milioane de euro și nu poate fi păstrat. Verifică tokenii, prețul și moneda lui.",
    not_told:
      "Apelurile au fost înregistrate fără cost și nimeni nu le-a calculat unul. Trimite furnizorul și modelul cu fiecare apel, prin API, sau calculează-le acum:",
    other: "Registrul dă motivul {{reason}}. Prețurile și cursurile adăugate între timp contează după această comandă:",
  },
  reasonName: {
    unknown_provider: "furnizor necunoscut",
    unknown_model: "model necunoscut",
    no_price_for_tier: "niciun preț pentru clasa de serviciu",
    no_price_for_tokens: "niciun preț pentru tokeni de acest fel",
    token_mismatch: "numere care se contrazic",
    no_rate: "niciun curs de schimb",
    too_large: "cost prea mare",
    not_told: "cost necalculat",
    other: "{{reason}}",
  },
  reprice:
    "Apoi dă apelurilor acestei perioade costul care rezultă; renunță la --dry-run când previzualizarea e corectă:",
  otherTitle: "Alte constatări",
  conflicts: "Conflicte",
  conflictsBody:
    "Apeluri care au venit din nou cu același id și alt conținut. Primul contează. Dă fiecărui apel un id al lui și schimbă unul înregistrat printr-o corecție, nu trimițându-l din nou.",
  mismatches: "Nepotriviri",
  mismatchesBody:
    "Apeluri ale căror numere se contrazic, de exemplu mai mulți tokeni din cache decât tokeni. Sunt înregistrate și rămân fără preț. Corectează felul în care numără sursa.",
  lateCalls: "Apeluri târzii",
  lateCallsBody:
    "Apeluri înregistrate la mai mult de o oră după ce au fost făcute. Ele contează în ziua lor, deci cifrele trecute s-au schimbat. Trimite apelurile pe măsură ce au loc și verifică dacă o sursă s-a oprit.",
  successesWithoutTokens: "Reușite fără tokeni",
  successesWithoutTokensBody:
    "Apeluri care au reușit și n-au folosit niciun token. De obicei sursa nu îi comunică: trimite consumul din răspunsul furnizorului.",
  differingCosts: "Costuri diferite",
  differingCostsBody:
    "Apeluri al căror cost raportat diferă de al nostru cu peste 1 %. Contează cel raportat. Verifică prețurile sursei și moneda ei sau stabilește prețul pe care îl plătești.",
  differingSums: "Raportat {{reported}}, calculat {{computed}}",
  nothingFound: "niciunul",
};
