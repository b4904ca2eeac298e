export const quality = {
  title: "Data quality",
  allWell: "All is well",
  allWellBody_one: "The {{formatted}} call of this period has a price, came once and agrees with itself.",
  allWellBody_other: "All {{formatted}} calls of this period have a price, came once and agree with themselves.",
  unpricedTitle: "Unpriced models",
  unpricedSummary_one: "{{formatted}} call has no price: {{share}} of all",
  unpricedSummary_other: "{{formatted}} calls have no price: {{share}} of all",
  noneUnpriced: "Every call has a price.",
  calls: "Calls",
  reason: {
    unknown_provider:
      "The price catalogue does not know the provider. Send one of its names, such as openai or aws.bedrock, or set a price:",
    unknown_model: "The price catalogue does not know this model of the provider. Check its name, or set a price:",
    no_price_for_tier:
      "The catalogue has usual prices only, none for a service tier such as batch. Set a price for the tier:",
    no_price_for_tokens:
      "The catalogue has no rate for tokens of this kind. Send the cost with each call, or set a price:",
    token_mismatch:
      "The counts contradict themselves: cached tokens are a part of the input, reasoning is a part of the output. Mend the sender, void the calls and send them anew under other ids.",
    no_rate: "There is no exchange rate of the currency on or before the day of the call. Load the bank's rates:",
    too_large:
      "The cost is a million million euros or more, which cannot be stored. Check the tokens, the price and its currency.",
    not_told:
      "The calls were recorded without a cost, and nobody priced them. Send provider and model with each call, through the API; or price them now:",
    other: "The ledger gives the reason {{reason}}. Prices and rates that were added since count after this:",
  },
  /** In a few words, after "Unpriced:". */
  reasonName: {
    unknown_provider: "unknown provider",
    unknown_model: "unknown model",
    no_price_for_tier: "no price for the service tier",
    no_price_for_tokens: "no price for tokens of this kind",
    token_mismatch: "counts that contradict themselves",
    no_rate: "no exchange rate",
    too_large: "too large a cost",
    not_told: "never priced",
    other: "{{reason}}",
  },
  reprice:
    "Then give the calls of this period the cost that it makes; leave out --dry-run when the preview looks right:",
  otherTitle: "Other findings",
  conflicts: "Conflicts",
  conflictsBody:
    "Calls that came again under the same id with another content. The first one counts. Give every call an id of its own, and change a recorded one with a correction, not by sending it again.",
  mismatches: "Mismatches",
  mismatchesBody:
    "Calls whose counts contradict each other, such as more cached tokens than tokens. They are recorded and left without a price. Mend how the sender counts.",
  lateCalls: "Late calls",
  lateCallsBody:
    "Calls that were recorded over an hour after they were made. They count on their own day, so figures of the past changed. Send calls as they happen, and look whether a sender stood still.",
  successesWithoutTokens: "Successes without tokens",
  successesWithoutTokensBody:
    "Calls that succeeded and used no token. Mostly the sender does not tell them: send the usage that the provider's answer carries.",
  differingCosts: "Differing costs",
  differingCostsBody:
    "Calls whose reported cost differs from our own by over 1 %. The reported one counts. Check the sender's prices and its currency, or set the price that you pay.",
  differingSums: "Reported {{reported}}, computed {{computed}}",
  nothingFound: "none",
};
