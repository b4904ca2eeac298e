import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RecordResult } from "usage-core";
import type { MappedCall } from "../formats/mapped-call.ts";
import type { AttributeNames } from "../formats/otlp/attribute-names.ts";
import { decodeJson } from "../formats/otlp/decode-json.ts";
import { decodeProtobuf } from "../formats/otlp/decode-protobuf.ts";
import { describeRejection } from "../formats/otlp/describe-rejection.ts";
import { encodeAnswer, encodeStatus } from "../formats/otlp/encode-answer.ts";
import { mapTraces } from "../formats/otlp/map-traces.ts";
import { CONTENT_TYPES, wireFormatOf } from "../formats/otlp/wire-format.ts";
import { tellError } from "./error-handler.ts";
import { addBodyReader } from "./read-body.ts";

interface TraceRoutesOptions {
  /**
   * Verifies the sender and records the calls: a result for each, in their order. It is called for a request without
   * calls too, whose sender must be known no less. What it throws is the answer; its `retryAfterSeconds` becomes a
   * header.
   */
  readonly recordMapped: (request: FastifyRequest, calls: readonly MappedCall[]) => Promise<readonly RecordResult[]>;
  readonly attributeNames: AttributeNames;
}

const DECODERS = { json: decodeJson, protobuf: decodeProtobuf };

/**
 * OTLP over HTTP: the GenAI spans that any OpenTelemetry exporter sends become calls.
 *
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp: exporters send again what was answered 429, 502, 503 or 504, and
 * only that. A span that was refused while others were recorded must not be sent again; the answer names it.
 */
export function addTraceRoutes(app: FastifyInstance, { recordMapped, attributeNames }: TraceRoutesOptions): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    addBodyReader(scope, Object.values(CONTENT_TYPES));
    scope.setErrorHandler<FastifyError>(sendStatus);

    scope.post<{ Body: Buffer }>("/v1/traces", async (request, reply) => {
      const format = wireFormatOf(request.headers["content-type"]);
      const { calls, unmapped } = mapTraces(DECODERS[format](request.body), attributeNames);
      const results = await recordMapped(request, calls);
      return reply.type(CONTENT_TYPES[format]).send(encodeAnswer(describeRejection(unmapped, results), format));
    });
  });
}

function sendStatus(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message, data } = tellError(error, request, reply, null);
  const format = wireFormatOf(request.headers["content-type"]);
  return reply.type(CONTENT_TYPES[format]).send(encodeStatus(RPC_CODES[data.httpStatus] ?? UNKNOWN, message, format));
}

const UNKNOWN = 2;

/** The `google.rpc.Code` that stands for each HTTP status. */
const RPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  413: 3,
  415: 3,
  429: 8,
  500: 13,
  502: 14,
  503: 14,
  504: 4,
};
