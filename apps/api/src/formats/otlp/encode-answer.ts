import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { WireFormat } from "./wire-format.ts";

/** What was not recorded of a request, and why. */
export interface Rejection {
  readonly spans: number;
  readonly message: string;
}

/** An `ExportTraceServiceResponse`: empty when everything was taken, else with its `partialSuccess`. */
export function encodeAnswer(rejection: Rejection | null, format: WireFormat): Buffer {
  if (format === "json") {
    if (rejection === null) return Buffer.from("{}");
    // 64-bit integers are text in protobuf's JSON.
    const partialSuccess = { rejectedSpans: String(rejection.spans), errorMessage: rejection.message };
    return Buffer.from(JSON.stringify({ partialSuccess }));
  }
  if (rejection === null) return Buffer.alloc(0);
  return Buffer.from(
    new BinaryWriter()
      .tag(1, WireType.LengthDelimited)
      .fork()
      .tag(1, WireType.Varint)
      .int64(rejection.spans)
      .tag(2, WireType.LengthDelimited)
      .string(rejection.message)
      .join()
      .finish(),
  );
}

/** A `google.rpc.Status`, which is how a refused request is answered. `code` is one of `google.rpc.Code`. */
export function encodeStatus(code: number, message: string, format: WireFormat): Buffer {
  if (format === "json") return Buffer.from(JSON.stringify({ code, message }));
  return Buffer.from(
    new BinaryWriter().tag(1, WireType.Varint).int32(code).tag(2, WireType.LengthDelimited).string(message).finish(),
  );
}
