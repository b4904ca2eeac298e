import { router } from "../trpc.ts";
import { firmsRouter } from "./firms.ts";
import { ingestRouter } from "./ingest.ts";
import { keysRouter } from "./keys.ts";
import { opsRouter } from "./ops.ts";
import { usageRouter } from "./usage.ts";

export const appRouter = router({
  firms: firmsRouter,
  ingest: ingestRouter,
  keys: keysRouter,
  ops: opsRouter,
  usage: usageRouter,
});
export type AppRouter = typeof appRouter;
