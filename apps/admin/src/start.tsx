import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "api/contract";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { refusedPeriodOf } from "./features/range/refused-period.ts";
import { createTexts } from "./i18n/i18n.ts";
import { readPreferredLanguage } from "./i18n/language.ts";
import { createQueryClient } from "./query-client.ts";
import { parsePlainSearch } from "./routes/plain-search.ts";
import { createAppRouter } from "./routes/router.ts";
import { takeLinkToken } from "./session/link-token.ts";
import { createSessionSource } from "./session/session-source.ts";
import { ANSWERS, SESSION_KEY } from "./session/use-session.ts";
import { createApiClient } from "./trpc.ts";

// First, before anything else can fail, read the address or change it.
const session = createSessionSource(takeLinkToken(window));
const refusedPeriod = refusedPeriodOf(parsePlainSearch(window.location.search));
const queryClient = createQueryClient();

// A sign-in link pasted into a page that is already open changes only the fragment, and loads nothing.
window.addEventListener("hashchange", async () => {
  const token = takeLinkToken(window);
  if (token === null) return;
  session.offer(token);
  await queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  await queryClient.resetQueries(ANSWERS);
});

const root = document.getElementById("root");
if (root === null) throw new Error('index.html has no element with the id "root"; put it back');

const texts = await createTexts(readPreferredLanguage());
document.documentElement.lang = texts.language;
const api = createApiClient();
const router = createAppRouter({
  queryClient,
  api: createTRPCOptionsProxy<AppRouter>({ client: api, queryClient }),
});
createRoot(root).render(
  <StrictMode>
    <App
      texts={texts}
      api={api}
      queryClient={queryClient}
      session={session}
      refusedPeriod={refusedPeriod}
      router={router}
    />
  </StrictMode>,
);
