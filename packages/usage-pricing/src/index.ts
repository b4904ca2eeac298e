export { type CallCost, costOf, NO_COST, type PriceBook } from "./cost-of.ts";
export { type EcbRate, parseEcbRates } from "./ecb-rates.ts";
export { type OwnPrice, ownPriceSchema } from "./own-price.ts";
export { type PricedUsage, type Pricing, priceOf } from "./price-of.ts";
export { type RateOfDay, type RateTable, ratesByDay } from "./rate-table.ts";
export { toEur } from "./to-eur.ts";
export { describeUnpriced, type UnpricedReason } from "./unpriced.ts";
