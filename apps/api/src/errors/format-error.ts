import { type TRPC_ERROR_CODE_KEY, type TRPCDefaultErrorShape, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { TRPC_ERROR_CODE_NUMBER } from "@trpc/server/rpc";
import type { UsageError } from "usage-db";
import { type ApiError, TRPC_CODES } from "./api-error.ts";
import { errorReference } from "./error-reference.ts";
import { describeFaults, type FieldFault, fieldFaults } from "./field-faults.ts";

/** What a client gets beside the message. */
export interface ErrorData {
  readonly code: TRPC_ERROR_CODE_KEY;
  readonly httpStatus: number;
  /** The procedure, such as `usage.overview`; `null` when the request named none. */
  readonly path: string | null;
  /** What is wrong with the input, field by field; empty when nothing is. */
  readonly fields: readonly FieldFault[];
}

export interface ErrorShape {
  readonly message: string;
  readonly code: TRPC_ERROR_CODE_NUMBER;
  readonly data: ErrorData;
}

/** A known error as an error of tRPC. */
export function toTrpcError(error: ApiError | UsageError): TRPCError {
  return new TRPCError({ code: TRPC_CODES[error.code], message: error.message, cause: error });
}

/** tRPC's formatter: every error that leaves a procedure passes here. */
export function formatError({ shape, error }: { shape: TRPCDefaultErrorShape; error: TRPCError }): ErrorShape {
  return { code: shape.code, ...describeError(error, shape.data.path ?? null) };
}

/** What a caller may know of an error: neither a stack nor the message of an unforeseen error. */
export function describeError(error: TRPCError, path: string | null): { message: string; data: ErrorData } {
  const fields = fieldFaults(error.cause);
  return {
    message: messageOf(error, fields),
    data: { code: error.code, httpStatus: getHTTPStatusCodeFromError(error), path, fields },
  };
}

function messageOf(error: TRPCError, fields: readonly FieldFault[]): string {
  if (fields.length > 0) return describeFaults(fields);
  if (error.code === "INTERNAL_SERVER_ERROR") {
    return `Something went wrong on our side; the server's log tells what under the reference ${errorReference(error)}`;
  }
  if (error.cause instanceof SyntaxError) return "input: is not JSON; send the input as one JSON value";
  return error.message;
}
