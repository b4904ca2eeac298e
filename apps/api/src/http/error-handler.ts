import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeError } from "../errors/format-error.ts";
import { logError } from "../errors/log-error.ts";
import { toRequestError } from "../errors/request-error.ts";
import { retryAfterOf } from "./retry-after.ts";

/** Tells the errors of plain routes in the shape of the procedures' errors: `{ error: { message, data } }`. */
export function addErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = toRequestError(error);
  logError(request.log, told);
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== null) reply.header("retry-after", retryAfter);
  const body = describeError(told, null);
  return reply.status(body.data.httpStatus).send({ error: body });
}

/** Tells an error of a procedure's route, from before the procedure, as the procedure would have told it. */
export function sendTrpcError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): FastifyReply {
  const told = toRequestError(error);
  logError(request.log, told, path);
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== null) reply.header("retry-after", retryAfter);
  const body = describeError(told, path);
  return reply.status(body.data.httpStatus).send({ error: { ...body, code: TRPC_ERROR_CODES_BY_KEY[told.code] } });
}
