import { z } from "zod";
import { firmIdSchema } from "../firm-id.ts";

/**
 * Who asks, as a verified token says. `ops` may see every firm, `firm` its own only.
 *
 * A token that names a firm without being bound to it would be a trap for its reader, so `firmId` goes with the role
 * `firm` and with no other.
 */
export const callerSchema = z.discriminatedUnion("role", [
  z.object({ sub: z.string().min(1), role: z.literal("ops"), firmId: z.undefined().optional() }),
  z.object({ sub: z.string().min(1), role: z.literal("firm"), firmId: firmIdSchema }),
]);
export type Caller = z.infer<typeof callerSchema>;
