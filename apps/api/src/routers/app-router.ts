import { router } from "../trpc.ts";
import { firmsRouter } from "./firms.ts";
import { usageRouter } from "./usage.ts";

export const appRouter = router({ firms: firmsRouter, usage: usageRouter });
export type AppRouter = typeof appRouter;
