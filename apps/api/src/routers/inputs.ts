import { civilDateSchema, dateRangeSchema, exploreQuerySchema } from "usage-core";
import { newApiKeySchema } from "usage-db";
import { z } from "zod";
import { firmIdSchema } from "../firm-id.ts";
import { keyIdSchema } from "../key-id.ts";

export const firmOnly = z.strictObject({ firmId: firmIdSchema });
export const firmRange = z.strictObject({ firmId: firmIdSchema, range: dateRangeSchema });
/** Without a range: the firm's current month to date. */
export const firmOptionalRange = z.strictObject({ firmId: firmIdSchema, range: dateRangeSchema.optional() });
export const firmExplore = z.strictObject({ firmId: firmIdSchema, query: exploreQuerySchema });
export const firmDate = z.strictObject({ firmId: firmIdSchema, date: civilDateSchema });
/** Without a firm: all of them. */
export const optionalFirm = z.strictObject({ firmId: firmIdSchema.optional() }).optional();
/** For questions that take no input: absent, or an empty object. */
export const nothing = z.strictObject({}).optional();
/** Without a firm (`null`): a gateway's key. */
export const newKey = newApiKeySchema.safeExtend({ firmId: firmIdSchema.nullable() });
export const keyOnly = z.strictObject({ id: keyIdSchema });
