import { civilDateSchema, usageLogSchema } from "usage-core";
import { z } from "zod";
import { serviceTierOf } from "./service-tier.ts";

/** A price that a firm has agreed, or that holds for all firms where the catalogue has none. Per million tokens. */
export interface OwnPrice {
  readonly id: number;
  /** `null` for all firms. */
  readonly firmId: string | null;
  /** `null` for any. */
  readonly provider: string | null;
  readonly model: string;
  /** `null` for the usual price. */
  readonly serviceTier: string | null;
  /** The UTC date from which it holds, until a later one of the same kind. */
  readonly validFrom: string;
  readonly currency: string;
  readonly inputPerMillion: string;
  readonly outputPerMillion: string;
  /** `null`: as the input. */
  readonly cacheReadPerMillion: string | null;
  readonly cacheWritePerMillion: string | null;
}

// As the ledger takes them, so that a price can fit every call.
const { model: identifier, provider, serviceTier } = usageLogSchema.shape;

/** With 12 decimals per million, the cost of a token has 18, which is what the ledger stores. */
const perMillion = z
  .string({ error: ({ input }) => (input === undefined ? "is missing" : "must be a decimal as text") })
  .regex(/^\d{1,12}(\.\d{1,12})?$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} must be a decimal such as 2.50, 0 or more, with at most 12 decimals`,
  });

/** A price as it is entered, before it has an id. */
export const ownPriceSchema = z.strictObject({
  firmId: identifier.nullable().default(null),
  provider,
  model: identifier,
  serviceTier: serviceTier.transform(serviceTierOf),
  validFrom: civilDateSchema,
  currency: z
    .string({ error: ({ input }) => (input === undefined ? "is missing" : "must be text") })
    .regex(/^[A-Z]{3}$/, {
      error: ({ input }) => `${JSON.stringify(input)} must be the code of a currency such as USD`,
    }),
  inputPerMillion: perMillion,
  outputPerMillion: perMillion,
  cacheReadPerMillion: perMillion.nullable().default(null),
  cacheWritePerMillion: perMillion.nullable().default(null),
}) satisfies z.ZodType<Omit<OwnPrice, "id">>;
