import type { NewFirm, Variables } from "./processes.ts";

/** A firm that never has a call. */
export const EMPTY_FIRM: NewFirm = { id: "no-calls", name: "Zero Calls SRL", timeZone: "Europe/Bucharest" };
/** A firm whose first call comes during a test. */
export const LIVE_FIRM: NewFirm = { id: "first-call", name: "Zorile Noi SRL", timeZone: "Asia/Kolkata" };

/** What the set-up tells the tests. */
export interface World {
  readonly url: string;
  /** Of the sign-in link that the server printed. */
  readonly linkToken: string;
  /** An operator's, for asking the API beside the page. */
  readonly accessToken: string;
  readonly variables: Variables;
}

export function world(): World {
  return {
    url: told("E2E_URL"),
    linkToken: told("E2E_LINK_TOKEN"),
    accessToken: told("E2E_ACCESS_TOKEN"),
    variables: JSON.parse(told("E2E_VARIABLES")),
  };
}

function told(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; run these tests with playwright.config.ts, which does`);
  return value;
}
