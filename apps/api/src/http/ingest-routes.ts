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

/** The one procedure whose body is large. */
const RECORD = "ingest.record";

interface IngestRoutesOptions {
  readonly createContext: (request: FastifyRequest) => Promise<Context>;
  readonly attributeNames: AttributeNames;
}

/** Every door by which calls come in, behind one gate: who may not record is turned away before a body is read. */
export function addIngestRoutes(app: FastifyInstance, { createContext, attributeNames }: IngestRoutesOptions): void {
  const receivers = new WeakMap<FastifyRequest, CallReceiver>();
  const receiverOf = async (request: FastifyRequest): Promise<CallReceiver> => {
    const known = receivers.get(request);
    if (known !== undefined) return known;
    const { signIn } = await createContext(request);
    if (!signIn.signedIn) throw new ApiError("not_signed_in", signIn.problem);
    const receiver = signIn.access.receiver();
    receivers.set(request, receiver);
    return receiver;
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
    scope.setErrorHandler((error, request, reply) => sendTrpcError(error, request, reply, RECORD));
    addIngestGate(scope, gate, senderOf);
    addTrpcRoutes(scope, createContext, { url: `/trpc/${RECORD}`, bodyLimit: MAX_BODY_BYTES });
  });
}
