/** The two formats of OTLP/HTTP. An answer has the format of its request. */
export type WireFormat = "json" | "protobuf";

export const CONTENT_TYPES: Readonly<Record<WireFormat, string>> = {
  json: "application/json",
  protobuf: "application/x-protobuf",
};

/** The format of a request by its content type; `null` for a type that is none of ours. */
export function wireFormatOf(contentType: string | undefined): WireFormat | null {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === CONTENT_TYPES.json) return "json";
  return type === CONTENT_TYPES.protobuf ? "protobuf" : null;
}
