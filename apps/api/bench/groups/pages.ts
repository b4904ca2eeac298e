import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "api/contract";
import { startTestApi } from "api/testing";
import { FIRM_ID, type Ledger, lastDays, SPANS, type Span } from "../data.ts";
import { measure, type Rounds } from "../measure.ts";
import { PAGES } from "../pages.ts";
import type { Timing } from "../statistics.ts";

export interface PageRead {
  readonly page: string;
  readonly span: Span;
  readonly timing: Timing;
}

/**
 * Everything that a page asks for, over HTTP and in one request, as a browser asks it; of a server in a process of its own whose
 * cache holds nothing of the firm.
 */
export async function measurePages(
  { connectionString }: Ledger,
  rounds: Rounds,
  update: (state: string) => void,
): Promise<PageRead[]> {
  await using server = await startTestApi({
    DATABASE_URL: connectionString,
    AUTH_SECRET: "of the bench alone, which tells nobody",
  });
  const api = await signIn(server);
  const subjects = SPANS.flatMap((span) =>
    PAGES.map(({ name, ask }) => ({
      page: name,
      span,
      sides: {
        timing: {
          prepare: () => api.usage.invalidateCache.mutate({ firmId: FIRM_ID }),
          run: () => ask(api, lastDays(span)),
        },
      },
    })),
  );
  const measured = await measure(subjects, rounds, update);
  return measured.map(({ page, span, timings }) => ({ page, span, timing: timings.timing }));
}

/** As the operator whose link the server printed. */
async function signIn({ url, linkToken }: { url: string; linkToken: string }): Promise<TRPCClient<AppRouter>> {
  const answer = await fetch(`${url}/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: linkToken }),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";", 1)[0];
  if (cookie === undefined) throw new Error(`POST ${url}/session answered ${answer.status} and set no cookie`);
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${url}/trpc`, headers: { cookie }, maxItems: 10, maxURLLength: 6_000 })],
  });
}
