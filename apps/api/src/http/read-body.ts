import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { quoted } from "usage-core";
import { BodyError } from "../errors/body-error.ts";
import { mediaTypeOf } from "../formats/media-type.ts";

/** The largest body that records calls, in bytes, as it is sent and as it is unpacked. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * A body over the limit is read to its end, and thrown away, up to this many times the limit: a sender that is cut off
 * assumes a broken connection and sends everything again, instead of reading why it was refused.
 */
const DRAINED_LIMITS = 4;

/**
 * Makes `request.body` a buffer: unpacked, whole, and within `limit` bytes before and after. Requests of other content types
 * are refused.
 */
export function addBodyReader(
  app: FastifyInstance,
  contentTypes: readonly string[],
  limit: number = MAX_BODY_BYTES,
): void {
  app.addHook("preParsing", async ({ headers: { "content-type": type } }) => {
    if (contentTypes.includes(mediaTypeOf(type))) return;
    const found = type === undefined ? "" : `, not ${quoted(type)}`;
    throw new BodyError(415, `content-type must be ${contentTypes.join(" or ")}${found}`);
  });
  app.addContentTypeParser([...contentTypes], (request: FastifyRequest, payload: Readable) =>
    readBody(payload, request.headers, limit),
  );
}

/** Throws a {@link BodyError}. */
async function readBody(payload: Readable, headers: IncomingHttpHeaders, limit: number): Promise<Buffer> {
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "gzip" && encoding !== "identity") {
    throw new BodyError(
      415,
      `content-encoding: ${JSON.stringify(encoding)} is not read here; send the body with gzip or as it is`,
    );
  }
  if (Number(headers["content-length"] ?? 0) > limit * DRAINED_LIMITS) throw tooLarge("is", limit);
  const sent = await collect(payload, limit);
  return encoding === "gzip" ? unpack(sent, limit) : sent;
}

function collect(payload: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    payload.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit * DRAINED_LIMITS) reject(tooLarge("is", limit));
    });
    payload.once("end", () => (size > limit ? reject(tooLarge("is", limit)) : resolve(Buffer.concat(chunks, size))));
    const cutOff = () => reject(new BodyError(400, "The body ended before it was complete; send it again"));
    payload.once("error", cutOff);
    payload.once("close", () => {
      if (!payload.readableEnded) cutOff();
    });
  });
}

const inflate = promisify(gunzip);

async function unpack(packed: Buffer, limit: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: limit });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge("unpacks to", limit);
    if (code === "Z_BUF_ERROR")
      throw new BodyError(400, "The body is cut off: its gzip data has no end; send it again");
    const reason = error instanceof Error ? error.message : String(error);
    throw new BodyError(400, `The body is not gzip, though content-encoding says so: ${reason}`);
  }
}

function tooLarge(is: string, limit: number): BodyError {
  return new BodyError(413, `The body ${is} more than ${limit} bytes; send it in smaller parts`);
}
