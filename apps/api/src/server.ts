import { randomUUID } from "node:crypto";
import cookies from "@fastify/cookie";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import { createAccess } from "./access/access.ts";
import type { Caller } from "./access/caller.ts";
import type { Tokens } from "./access/tokens.ts";
import type { Context, SignIn } from "./context.ts";
import { ApiError } from "./errors/api-error.ts";
import { type AttributeNames, DEFAULT_ATTRIBUTE_NAMES } from "./formats/otlp/attribute-names.ts";
import { tellClientError } from "./http/client-error.ts";
import { DownloadGate } from "./http/download-gate.ts";
import { addErrorHandler, sendError } from "./http/error-handler.ts";
import { endEventStreamsOnClose } from "./http/event-streams.ts";
import { addExportRoutes } from "./http/export-routes.ts";
import { addFirmsExportRoutes } from "./http/firms-export-routes.ts";
import { addHealthRoutes } from "./http/health-routes.ts";
import { addIngestRoutes } from "./http/ingest-routes.ts";
import { LiveGate } from "./http/live-gate.ts";
import { addSecurityHeaders } from "./http/security-headers.ts";
import { addStaticSite, readableAddress } from "./http/static-site.ts";
import { addTrpcRoutes } from "./http/trpc-routes.ts";
import { verifyCredentials } from "./session/credentials.ts";
import { isCrossSite } from "./session/cross-site.ts";
import { sessionCookie } from "./session/session-cookie.ts";
import { addSessionRoutes } from "./session/session-routes.ts";
import type { UsageServices } from "./usage-services.ts";

export interface ServerDependencies {
  readonly services: UsageServices;
  readonly tokens: Tokens;
  /** Where the built dashboard lies. */
  readonly siteDirectory: string;
  /** Whether browsers reach the server over https. */
  readonly secure: boolean;
  /** The attributes of spans that name the user, the feature and the firm; the defaults unless given. */
  readonly attributeNames?: AttributeNames;
  readonly logger: FastifyBaseLogger;
}

/** How long a client may take to send its request, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
/** The largest body, in bytes, where nothing else is said. */
const BODY_LIMIT = 64 * 1024;
/** The largest question, in bytes: with all the filters that it may have, of the longest values. */
const QUESTION_LIMIT = 512 * 1024;
/**
 * Longer than any address that Node accepts (16 KiB of headers), so that a batch that is too large gets that answer, not
 * "not found".
 */
const MAX_PATH_LENGTH = 16 * 1024;

/** The whole server, ready to listen or to be asked in a test. */
export async function createServer(dependencies: ServerDependencies): Promise<FastifyInstance> {
  const { services, tokens, siteDirectory, secure, attributeNames = DEFAULT_ATTRIBUTE_NAMES, logger } = dependencies;
  const app = Fastify({
    loggerInstance: logger,
    genReqId: () => randomUUID(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node applies the longer of the two, and would check them only twice a minute.
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PATH_LENGTH },
    rewriteUrl: readableAddress,
    frameworkErrors: sendError,
    clientErrorHandler: tellClientError,
  });
  const cookie = sessionCookie({ secure });
  const liveGate = new LiveGate();
  const downloadGate = new DownloadGate();

  async function createContext(request: FastifyRequest): Promise<Context> {
    const verify = () => verifyCredentials(request, { tokens, keys: services.keys, cookieName: cookie.name });
    const toSignIn = (verdict: Awaited<ReturnType<typeof verify>>): SignIn =>
      verdict.valid
        ? { signedIn: true, access: createAccess(services, verdict.caller) }
        : { signedIn: false, problem: verdict.problem };
    const verdict = await verify();
    const sender = verdict.valid ? senderOf(verdict.caller) : "nobody";
    const signInAgain = async () => toSignIn(await verify());
    return {
      signIn: toSignIn(verdict),
      live: {
        enter() {
          assertSameSite(request);
          return liveGate.enter(sender);
        },
        signInAgain,
      },
      download: { enter: () => downloadGate.enter(sender), signInAgain },
    };
  }

  addErrorHandler(app);
  app.removeContentTypeParser("text/plain");
  await addSecurityHeaders(app, { secure });
  await app.register(cookies);
  app.addHook("onRequest", async (request) => {
    if (!["GET", "HEAD", "OPTIONS"].includes(request.method)) assertSameSite(request);
  });
  app.addHook("onSend", async (_request, reply) => {
    // Answers are personal and must be fresh; only the files of the dashboard may be kept, and have their own header.
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });

  endEventStreamsOnClose(app);
  addHealthRoutes(app, services.ping);
  addSessionRoutes(app, { tokens, cookie });
  addExportRoutes(app, createContext);
  addFirmsExportRoutes(app, createContext);
  addTrpcRoutes(app, createContext, { bodyLimit: QUESTION_LIMIT });
  addIngestRoutes(app, { createContext, attributeNames });
  await addStaticSite(app, siteDirectory);
  return app;
}

function assertSameSite({ headers }: FastifyRequest): void {
  if (!isCrossSite(headers)) return;
  throw new ApiError("cross_site_request", "This request comes from another site's page; send it from the dashboard");
}

/** The same person in two firms counts as two. */
function senderOf({ role, sub, firmId = null }: Caller): string {
  return JSON.stringify([role, sub, firmId]);
}
