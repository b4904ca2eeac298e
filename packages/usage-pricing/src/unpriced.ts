/** Why a call has no cost in EUR. */
export type UnpricedReason =
  | "unknown_provider"
  | "unknown_model"
  | "no_price_for_tier"
  | "no_price_for_tokens"
  | "token_mismatch"
  | "no_rate"
  | "too_large";

const TEXTS: Readonly<Record<UnpricedReason, string>> = {
  unknown_provider:
    "The price catalogue does not know the provider; send one of its names, such as openai or aws.bedrock, or add a price of your own.",
  unknown_model:
    "The price catalogue does not know the model of this provider; check its name, or add a price of your own.",
  no_price_for_tier:
    "The price catalogue has only usual prices, none for a service tier such as batch; add a price of your own for the tier.",
  no_price_for_tokens:
    "The price catalogue has no rate for these tokens (it prices the model by hours of audio or pages, or has no rate for output); send the cost with the call, or add a price of your own.",
  token_mismatch:
    "The counts contradict themselves: cached tokens are a part of the input and reasoning is a part of the output; correct the sender and send the call anew.",
  no_rate: "There is no exchange rate of the currency on or before the day of the call; load the rates of that time.",
  too_large:
    "The cost is a million million or more, which cannot be stored; check the tokens, the price and its currency.",
};

/** What is missing and what to do about it, in a line for a person. */
export function describeUnpriced(reason: UnpricedReason): string {
  return TEXTS[reason];
}
