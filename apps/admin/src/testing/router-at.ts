import { createMemoryHistory } from "@tanstack/react-router";
import { createTRPCClient } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "api/contract";
import { createQueryClient } from "../query-client.ts";
import { createAppRouter } from "../routes/router.ts";

/** The app's router at an address, with an API that is never called. */
export function routerAt(address: string) {
  const queryClient = createQueryClient();
  const api = createTRPCOptionsProxy<AppRouter>({ client: createTRPCClient({ links: [] }), queryClient });
  return createAppRouter({ queryClient, api }, createMemoryHistory({ initialEntries: [address] }));
}
