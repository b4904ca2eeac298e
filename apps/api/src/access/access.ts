import type { Firm, Reconciliation } from "usage-db";
import { ApiError, firmNotFound } from "../errors/api-error.ts";
import type { UsageServices } from "../usage-services.ts";
import type { Caller } from "./caller.ts";
import { type FirmUsage, usageOfFirm } from "./firm-usage.ts";

/** What only operators may do. Both throw `firm_not_found` for a firm that does not exist. */
export interface Operations {
  invalidateCache(firmId: string): Promise<void>;
  /** Of one firm, or of all when none is named. */
  reconcile(firmId?: string): Promise<Reconciliation>;
}

/** What one caller may reach. Procedures have no other way to data, and each way through here checks the scope first. */
export interface Access {
  /** The firms that the caller may see, by name. */
  visibleFirms(): Promise<Firm[]>;
  /** One firm's usage. Throws `firm_not_found` when the caller may not see the firm. */
  usageOf(firmId: string): FirmUsage;
  /** Throws `operators_only` for anyone else. */
  operations(): Operations;
}

export function createAccess(services: UsageServices, caller: Caller): Access {
  return {
    async visibleFirms() {
      if (caller.role === "ops") return services.listFirms();
      const own = await services.findFirm(caller.firmId);
      return own === null ? [] : [own];
    },
    usageOf(firmId) {
      // The token alone decides. Whether a foreign firm exists is never looked up, so not even the timing can tell.
      if (caller.role === "firm" && firmId !== caller.firmId) throw firmNotFound(firmId);
      return usageOfFirm(services.reader, firmId);
    },
    operations() {
      if (caller.role !== "ops") {
        throw new ApiError("operators_only", "This is for operators; sign in with a token of the role ops");
      }
      return {
        invalidateCache: (firmId) => services.reader.invalidateCache(firmId),
        async reconcile(firmId) {
          if (firmId !== undefined && (await services.findFirm(firmId)) === null) throw firmNotFound(firmId);
          return services.reconcile(firmId);
        },
      };
    },
  };
}
