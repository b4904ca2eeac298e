import { mediaTypeOf } from "../media-type.ts";

/** The two formats of OTLP/HTTP. An answer has the format of its request. */
export type WireFormat = "json" | "protobuf";

export const CONTENT_TYPES: Readonly<Record<WireFormat, string>> = {
  json: "application/json",
  protobuf: "application/x-protobuf",
};

/** The format of a request by its content type; JSON, which anyone can read, for an unknown type. */
export function wireFormatOf(contentType: string | undefined): WireFormat {
  return mediaTypeOf(contentType) === CONTENT_TYPES.protobuf ? "protobuf" : "json";
}
