import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import type { i18n } from "i18next";
import { type ReactNode, useState } from "react";
import type { RefusedPeriod } from "./features/range/refused-period.ts";
import { RefusedPeriodContext } from "./features/range/refused-period-notice.tsx";
import { TextsProvider } from "./i18n/texts.tsx";
import type { createAppRouter } from "./routes/router.ts";
import type { SessionSource } from "./session/session-source.ts";
import { SessionProvider } from "./session/use-session.ts";
import { cssVariables, theme } from "./theme/theme.ts";
import { TRPCProvider } from "./trpc.ts";

interface AppProps {
  readonly texts: i18n;
  readonly api: TRPCClient<AppRouter>;
  readonly queryClient: QueryClient;
  readonly session: SessionSource;
  readonly refusedPeriod: RefusedPeriod | null;
  readonly router: ReturnType<typeof createAppRouter>;
}

export function App({ texts, api, queryClient, session, refusedPeriod, router }: AppProps): ReactNode {
  return (
    <TextsProvider i18n={texts}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={api} queryClient={queryClient}>
            <SessionProvider value={session}>
              <RefusedPeriodContext value={useState(refusedPeriod)}>
                <RouterProvider router={router} />
              </RefusedPeriodContext>
            </SessionProvider>
          </TRPCProvider>
        </QueryClientProvider>
      </MantineProvider>
    </TextsProvider>
  );
}
