import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../errors/api-error.ts";

/** Files below it carry a hash of their content in their name: what was fetched once never changes. */
const HASHED = "/assets/";
const FOREVER = "public, max-age=31536000, immutable";
/** May be kept, but must be revalidated each time: it names the hashed files of the newest build. */
const REVALIDATE = "no-cache";

/** Paths that no page has: an unknown one there is a mistake, not a page of the dashboard. */
const NO_PAGES = ["/trpc", "/v1", "/session", "/assets", "/healthz", "/readyz"];

/** Serves the built dashboard, and its start page for every address that the dashboard itself routes. */
export async function addStaticSite(app: FastifyInstance, directory: string): Promise<void> {
  const built = existsSync(join(directory, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: directory,
      cacheControl: false,
      // The build writes a `.br` and a `.gz` beside each file that is worth it.
      preCompressed: true,
      setHeaders(response, file) {
        response.setHeader("vary", "accept-encoding");
        response.setHeader("cache-control", file.startsWith(join(directory, HASHED)) ? FOREVER : REVALIDATE);
      },
    });
  }
  // Before the files are looked up: the id of a firm in an address, such as `..%2Ftrpc`, is not the path of a file.
  for (const pages of ["/firms", "/firms/*"]) app.get(pages, sendPage);
  app.setNotFoundHandler(sendPage);

  function sendPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    if (!isPageVisit(request))
      throw new ApiError("no_such_address", `there is nothing at ${request.method} ${pathOf(request)}`);
    if (built && request.url !== request.originalUrl) {
      // Not to be kept: a revalidation would be answered with 304, without the page.
      return reply.status(404).sendFile("index.html", { etag: false, lastModified: false });
    }
    if (built) return reply.sendFile("index.html");
    return reply
      .status(503)
      .type("text/plain; charset=utf-8")
      .send("The dashboard is not built. Run `npm start`, which builds it, and open the link that it prints.\n");
  }
}

/**
 * The address of a page so that the routes can read it: in one that cannot be decoded, such as `/firms/50%`, the percent
 * signs are encoded. Any other request with such an address stays an error.
 */
export function readableAddress(request: Asked): string {
  const { url = "" } = request;
  const path = pathOf(request);
  return isDecodable(path) || !isPageVisit(request) ? url : path.replaceAll("%", "%25");
}

/** A request before or after it is routed. */
type Asked = Pick<IncomingMessage, "method" | "url" | "headers">;

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isPageVisit(request: Asked): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (!(request.headers.accept ?? "").includes("text/html")) return false;
  const path = pathOf(request);
  return !NO_PAGES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** Without the query, which may hold secrets. */
function pathOf({ url = "" }: Asked): string {
  return url.split("?", 1)[0] ?? "";
}
