import type { FastifyInstance, FastifyRequest } from "fastify";
import type { CallReceiver } from "../access/access.ts";
import { BodyError } from "../errors/body-error.ts";
import { mapLitellm } from "../formats/litellm/map-litellm.ts";
import { utf8Text } from "../formats/utf8-text.ts";
import { addBodyReader } from "./read-body.ts";

const CONTENT_TYPES = ["application/json", "application/x-ndjson"];

/**
 * The batches of LiteLLM's generic API logger. The answer is 200 with a result for each call, in their order, and with
 * the records that no call could be made of; 400 when that is all of them.
 */
export function addLitellmRoutes(
  app: FastifyInstance,
  receiverOf: (request: FastifyRequest) => Promise<CallReceiver>,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    addBodyReader(scope, CONTENT_TYPES);

    scope.post<{ Body: Buffer }>("/v1/litellm", async (request) => {
      const text = utf8Text(request.body);
      if (text.trim() === "") throw new BodyError(400, "The body is empty; send a list of records");
      const { calls, unmapped } = mapLitellm(text);
      const [first] = unmapped;
      if (calls.length === 0 && first !== undefined) {
        throw new BodyError(400, `No record could be taken; record ${first.index}: ${first.reason}`);
      }
      const receiver = await receiverOf(request);
      return { results: await receiver.record(calls, "litellm"), unmapped };
    });
  });
}
