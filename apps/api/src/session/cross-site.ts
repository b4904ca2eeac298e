import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a browser sent this request on behalf of another site's page.
 *
 * The fetch metadata decides where the browser sends it, else the origin against the host: the algorithm of Go's
 * `http.CrossOriginProtection` (https://words.filippo.io/csrf). Neither header means no browser, and so no cookie to abuse.
 */
export function isCrossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (headers.origin === undefined) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host;
}
