import type { FastifyInstance, FastifyRequest } from "fastify";
import { describeFaults, type RecordResult } from "usage-core";
import type { CallReceiver } from "../access/access.ts";
import type { ReceivedCall } from "../access/record-received.ts";
import { ApiError } from "../errors/api-error.ts";
import { describeError, toTrpcError } from "../errors/format-error.ts";
import { mediaTypeOf } from "../formats/media-type.ts";
import { parseCalls } from "../formats/parse-calls.ts";
import { addBodyReader } from "./read-body.ts";

const JSON_TYPE = "application/json";
const NDJSON_TYPE = "application/x-ndjson";

/**
 * Calls over plain HTTP, for senders without tRPC: `{ "calls": [...] }`, a list, or one JSON object per line; gzip or
 * not. The answer is 200 with one result per call or, when none of the calls could be recorded, 400 with the same results
 * and the faults.
 */
export function addUsageRoutes(
  app: FastifyInstance,
  receiverOf: (request: FastifyRequest) => Promise<CallReceiver>,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    addBodyReader(scope, [JSON_TYPE, NDJSON_TYPE]);

    scope.post<{ Body: Buffer }>("/v1/usage", async (request, reply) => {
      const isNdjson = mediaTypeOf(request.headers["content-type"]) === NDJSON_TYPE;
      const receiver = await receiverOf(request);
      const results = await receiver.record(
        parseCalls(request.body, isNdjson ? "ndjson" : "json").map(toReceived),
        "api",
      );
      if (results.some(({ status }) => status !== "rejected")) return { results };
      return reply.status(400).send({ error: refusal(results), results });
    });
  });
}

/** The firm is no field of a call: only the calls of a gateway name it. */
function toReceived(sent: unknown): ReceivedCall {
  if (typeof sent !== "object" || sent === null || !Object.hasOwn(sent, "firmId")) return { firmId: null, call: sent };
  const { firmId, ...call } = sent as { readonly firmId: unknown };
  return { firmId: typeof firmId === "string" ? firmId : null, call };
}

const TOLD = 3;

function refusal(results: readonly RecordResult[]) {
  const told = results
    .slice(0, TOLD)
    .map((result, index) => `calls.${index}: ${"faults" in result ? describeFaults(result.faults) : ""}`);
  const more = results.length > TOLD ? `; and ${results.length - TOLD} more` : "";
  const refused = new ApiError("invalid_input", `No call could be taken. ${told.join("; ")}${more}`);
  return describeError(toTrpcError(refused), null);
}
