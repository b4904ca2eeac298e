import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { describeError } from "../errors/format-error.ts";
import { logError } from "../errors/log-error.ts";
import { toRequestError } from "../errors/request-error.ts";
import { retryAfterOf } from "../errors/retry-after.ts";

/** Answers errors of plain routes in the shape of the procedures' errors: `{ error: { message, data } }`. */
export function addErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = tellError(error, request, reply, null);
  return reply.send({ error: body });
}

/** Answers an error that came before the procedure as the procedure would have. */
export function sendTrpcError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): FastifyReply {
  const body = tellError(error, request, reply, path);
  return reply.send({ error: { ...body, code: TRPC_ERROR_CODES_BY_KEY[body.data.code] } });
}

/** Logs an error, sets the status and `Retry-After` of the answer, and returns what the caller may know of it. */
export function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply, path: string | null) {
  const told = toRequestError(error);
  logError(request.log, told, path ?? undefined);
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== null) reply.header("retry-after", retryAfter);
  const body = describeError(told, path);
  reply.status(body.data.httpStatus);
  return body;
}
