import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { checkUsageLog, type RecordResult } from "usage-core";
import type { MappedCall } from "../../src/formats/mapped-call.ts";
import { DEFAULT_ATTRIBUTE_NAMES } from "../../src/formats/otlp/attribute-names.ts";
import { addTraceRoutes } from "../../src/http/trace-routes.ts";

/** A server with the trace route alone, on a free port, that keeps what it records in memory. */
export interface TraceServer extends AsyncDisposable {
  readonly app: FastifyInstance;
  /** The calls that were recorded, in the order in which they came. */
  readonly recorded: readonly MappedCall[];
  /** The errors that requests ended with. */
  readonly errors: readonly unknown[];
  /** Where exporters send to. */
  readonly url: string;
}

export async function traceServer(
  recordMapped?: (calls: readonly MappedCall[]) => Promise<readonly RecordResult[]>,
): Promise<TraceServer> {
  const recorded: MappedCall[] = [];
  const errors: unknown[] = [];
  const app = Fastify();
  app.addHook("onError", async (_request, _reply, error) => void errors.push(error));
  addTraceRoutes(app, {
    attributeNames: DEFAULT_ATTRIBUTE_NAMES,
    recordMapped: async (_request, calls) =>
      recordMapped === undefined ? calls.map((call) => record(call, recorded)) : recordMapped(calls),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    recorded,
    errors,
    url: `http://127.0.0.1:${port}/v1/traces`,
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** What the ledger does, without the ledger. */
function record(mapped: MappedCall, recorded: MappedCall[]): RecordResult {
  const checked = checkUsageLog(mapped.call);
  const { id } = mapped.call;
  if ("faults" in checked) return { status: "rejected", id, faults: checked.faults };
  const known = recorded.find(({ call }) => call.id === id);
  if (known === undefined) {
    recorded.push(mapped);
    return { status: "recorded", id };
  }
  const fields = Object.entries(known.call).flatMap(([field, value]) =>
    Reflect.get(mapped.call, field) === value ? [] : [field],
  );
  return fields.length === 0 ? { status: "duplicate", id } : { status: "conflict", id, fields };
}
