import {
  callIdSchema,
  callsQuerySchema,
  civilDateSchema,
  dateRangeSchema,
  exploreQuerySchema,
  firmsQuerySchema,
} from "usage-core";
import { newApiKeySchema } from "usage-db";
import { z } from "zod";
import { firmIdSchema } from "../firm-id.ts";
import { keyIdSchema } from "../key-id.ts";

export const firmOnly = z.strictObject({ firmId: firmIdSchema });
export const firmRange = z.strictObject({ firmId: firmIdSchema, range: dateRangeSchema });
/** Without a range: the firm's current month to date. */
export const firmOptionalRange = z.strictObject({ firmId: firmIdSchema, range: dateRangeSchema.optional() });
export const firmExplore = exploreQuerySchema.safeExtend({ firmId: firmIdSchema });
export const firmDate = z.strictObject({ firmId: firmIdSchema, date: civilDateSchema });
export const firmCall = z.strictObject({ firmId: firmIdSchema, id: callIdSchema });
export const firmCalls = callsQuerySchema.safeExtend({
  firmId: firmIdSchema,
  /** Sent by tRPC's client with the cursor of an infinite query. */
  direction: z.literal("forward", "must be forward; there is no way back").optional(),
});
/** The id of the last event that the caller received; clients that connect again send it by themselves. */
const lastEventId = z.string().max(100, "is longer than 100 characters; no event has such an id").optional();
export const firmChanges = z.strictObject({ firmId: firmIdSchema, lastEventId });
export const allChanges = z.strictObject({ lastEventId }).optional();
export const firmsQuery = firmsQuerySchema.optional();
/** Without a firm: all of them. */
export const optionalFirm = z.strictObject({ firmId: firmIdSchema.optional() }).optional();
/** For questions that take no input: absent, or an empty object. */
export const nothing = z.strictObject({}).optional();
/** Without a firm (`null`): a gateway's key. */
export const newKey = newApiKeySchema.safeExtend({ firmId: firmIdSchema.nullable() });
export const keyOnly = z.strictObject({ id: keyIdSchema });
