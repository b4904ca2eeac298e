import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../context.ts";
import { logError } from "../errors/log-error.ts";
import { toRequestError } from "../errors/request-error.ts";
import { retryAfterOf } from "../errors/retry-after.ts";
import { appRouter } from "../routers/app-router.ts";

/** How many calls one request may carry. A dashboard asks about ten questions at once. */
const MAX_BATCH_SIZE = 20;

interface TrpcRoutesOptions {
  /** The paths that are taken, as a regular expression's source; all unless given. */
  readonly paths?: string;
  /** The largest body, in bytes. */
  readonly bodyLimit: number;
}

/** The procedures at `/trpc/{path}`; JSON only, so that no form of another site can be read as input. */
export function addTrpcRoutes(
  app: FastifyInstance,
  createContext: (request: FastifyRequest) => Promise<Context>,
  { paths, bodyLimit }: TrpcRoutesOptions,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));

    scope.route<{ Params: { path: string } }>({
      method: ["GET", "POST"],
      url: paths === undefined ? "/trpc/:path" : `/trpc/:path(${paths})`,
      bodyLimit,
      // A procedure has no answer without a body.
      exposeHeadRoute: false,
      handler: (request, reply) =>
        fastifyRequestHandler({
          router: appRouter,
          req: request,
          res: reply,
          path: request.params.path,
          maxBatchSize: MAX_BATCH_SIZE,
          // Questions with many filters are too long for an address.
          allowMethodOverride: true,
          createContext: () =>
            createContext(request).catch((error: unknown) => {
              throw toRequestError(error);
            }),
          onError: ({ error, path }) => {
            logError(request.log, error, path);
            // Set here, since `responseMeta` is not called for errors of subscriptions.
            const wait = retryAfterOf(error.cause);
            if (wait !== null && !reply.sent) reply.header("retry-after", wait);
          },
        }),
    });
  });
}
