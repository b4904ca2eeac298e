import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CallReceiver } from "../access/access.ts";
import type { Context } from "../context.ts";
import { ApiError } from "../errors/api-error.ts";
import type { AttributeNames } from "../formats/otlp/attribute-names.ts";
import { sendTrpcError } from "./error-handler.ts";
import { addIngestGate, IngestGate } from "./ingest-gate.ts";
import { addLitellmRoutes } from "./litellm-routes.ts";
import { MAX_BODY_BYTES } from "./read-body.ts";
import { addTraceRoutes } from "./trace-routes.ts";
import { addTrpcRoutes } from "./trpc-routes.ts";
import { addUsageRoutes } from "./usage-routes.ts";

/** The paths of procedures that change the ledger, also within a batch. Their bodies may be large. */
const INGEST_PATHS = "^.*ingest\\..*$";

interface IngestRoutesOptions {
  readonly createContext: (request: FastifyRequest) => Promise<Context>;
  readonly attributeNames: AttributeNames;
}

/** Every route by which calls come in, behind one gate: whoever may not record is refused before a body is read. */
export function addIngestRoutes(app: FastifyInstance, { createContext, attributeNames }: IngestRoutesOptions): void {
  const contexts = new WeakMap<FastifyRequest, Promise<Context>>();
  // The gate needs it, and then the route: credentials are verified once per request.
  const contextOf = (request: FastifyRequest): Promise<Context> => {
    const context = contexts.get(request) ?? createContext(request);
    contexts.set(request, context);
    return context;
  };
  const receiverOf = async (request: FastifyRequest): Promise<CallReceiver> => {
    const { signIn } = await contextOf(request);
    if (!signIn.signedIn) throw new ApiError("not_signed_in", signIn.problem);
    return signIn.access.receiver();
  };
  const senderOf = async (request: FastifyRequest) => (await receiverOf(request)).sender;
  const gate = new IngestGate();

  app.register(async (scope) => {
    addIngestGate(scope, gate, senderOf);
    addUsageRoutes(scope, receiverOf);
    addLitellmRoutes(scope, receiverOf);
    addTraceRoutes(scope, {
      attributeNames,
      recordMapped: async (request, calls) => (await receiverOf(request)).record(calls, "otlp"),
    });
  });
  app.register(async (scope) => {
    scope.setErrorHandler<Error, { Params: { path: string } }>((error, request, reply) =>
      sendTrpcError(error, request, reply, request.params.path),
    );
    addIngestGate(scope, gate, senderOf);
    addTrpcRoutes(scope, contextOf, { paths: INGEST_PATHS, bodyLimit: MAX_BODY_BYTES });
  });
}
