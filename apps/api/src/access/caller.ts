import type { ApiKeyScope } from "usage-db";
import { z } from "zod";
import { firmIdSchema } from "../firm-id.ts";

/**
 * Who asks, as a verified token says. `ops` may see every firm, `firm` its own only.
 *
 * Only the role `firm` has a `firmId`: a token that names a firm without being bound to it would mislead its reader. No
 * token can claim to be a key: that role is not among these.
 */
export const tokenCallerSchema = z.discriminatedUnion("role", [
  z.object({ sub: z.string().min(1), role: z.literal("ops"), firmId: z.undefined().optional() }),
  z.object({ sub: z.string().min(1), role: z.literal("firm"), firmId: firmIdSchema }),
]);
export type TokenCaller = z.infer<typeof tokenCallerSchema>;

/** A program that asks by an API key. It may do what the key's scopes say, and nothing else. */
export interface KeyCaller {
  readonly sub: string;
  readonly role: "key";
  readonly keyId: string;
  /** `null`: a gateway, which names the firm of each call itself. */
  readonly firmId: string | null;
  readonly scopes: readonly ApiKeyScope[];
}

export type Caller = TokenCaller | KeyCaller;

export function keyCaller(key: Pick<KeyCaller, "firmId" | "scopes"> & { readonly id: string }): KeyCaller {
  return { sub: `key ${key.id}`, role: "key", keyId: key.id, firmId: key.firmId, scopes: key.scopes };
}
