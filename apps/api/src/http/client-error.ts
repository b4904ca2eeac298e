import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { ConnectionError } from "fastify";
import type { ErrorShape } from "../errors/format-error.ts";

interface Refusal {
  readonly status: 400 | 408 | 431;
  readonly code: TRPC_ERROR_CODE_KEY;
  readonly message: string;
}

const TOO_LONG: Refusal = {
  status: 431,
  code: "BAD_REQUEST",
  message: `The address and the headers are longer than ${maxHeaderSize / 1024} KiB together; name fewer values`,
};
const TOO_LATE: Refusal = { status: 408, code: "TIMEOUT", message: "The request did not come in time; send it again" };
const NOT_HTTP: Refusal = { status: 400, code: "BAD_REQUEST", message: "The request is not valid HTTP" };

/** Tells what is refused while it is read, and so before there is a request, in the shape of all errors. */
export function tellClientError({ code }: ConnectionError, socket: Socket): void {
  if (!socket.writable) return;
  const refusal = refusalOf(code);
  const body = JSON.stringify({ error: errorOf(refusal) });
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
}

function refusalOf(code: string): Refusal {
  if (code === "HPE_HEADER_OVERFLOW") return TOO_LONG;
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? TOO_LATE : NOT_HTTP;
}

function errorOf({ status, code, message }: Refusal): ErrorShape {
  return { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus: status, path: null, fields: [] } };
}
