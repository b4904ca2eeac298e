import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./routers/app-router.ts";

export type { ErrorData } from "./errors/format-error.ts";
export type { SessionInfo } from "./session/session-info.ts";
export type { AppRouter };

/** What each procedure takes: `RouterInputs["usage"]["overview"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
/** What each procedure gives: `RouterOutputs["usage"]["overview"]`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
