import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import type { RecordResult, UsageLog } from "usage-core";

interface ReceivedRequest {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** As text, after decompression. */
  readonly body: string;
  readonly calls: readonly UsageLog[];
  /** When it had come, in milliseconds. */
  readonly at: number;
}

/** Answers a request in place of the ledger. `commit` does what the ledger would have done. */
type Script = (request: ReceivedRequest, reply: ServerResponse, commit: () => readonly RecordResult[]) => void;

/** An HTTP server on a free port that records calls as the API does, unless a test scripts its answers. */
export interface LedgerServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Every call of the ledger by its id, as it was sent. */
  readonly ledger: ReadonlyMap<string, string>;
  /** Scripts the next `times` answers. */
  next(script: Script, times?: number): void;
  /** Resolves when `count` requests have come, those before included. */
  received(count: number): Promise<void>;
}

export async function ledgerServer(): Promise<LedgerServer> {
  const requests: ReceivedRequest[] = [];
  const ledger = new Map<string, string>();
  const scripts: Script[] = [];
  const waiting = new Set<() => void>();

  function record(call: UsageLog): RecordResult {
    const sent = JSON.stringify(call);
    const known = ledger.get(call.id);
    if (known === undefined) ledger.set(call.id, sent);
    if (known === undefined) return { status: "recorded", id: call.id };
    return known === sent
      ? { status: "duplicate", id: call.id }
      : { status: "conflict", id: call.id, fields: ["model"] };
  }

  const server = createServer(async (incoming, reply) => {
    const bytes = await buffer(incoming);
    const body = (incoming.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
    const calls: readonly UsageLog[] = JSON.parse(body).calls;
    const request = { url: incoming.url, headers: incoming.headers, body, calls, at: performance.now() };
    requests.push(request);
    const commit = () => calls.map(record);
    const script = scripts.shift() ?? ((_request, _reply, commitAll) => answer(reply, 200, { results: commitAll() }));
    script(request, reply, commit);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: urlOf(server.address()),
    requests,
    ledger,
    next: (script, times = 1) => void scripts.push(...Array.from({ length: times }, () => script)),
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (requests.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The address of a server that is gone: nothing listens there. */
export async function deadServerUrl(): Promise<string> {
  await using server = await ledgerServer();
  return server.url;
}

export function answer(reply: ServerResponse, status: number, content: unknown, headers: Record<string, string> = {}) {
  reply.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(content));
}

/** An answer of the API that refuses. */
export function refuseWith(status: number, headers: Record<string, string> = {}): Script {
  return (_request, reply) =>
    answer(reply, status, { error: { message: `refused with ${status}`, data: {} } }, headers);
}

function urlOf(address: string | AddressInfo | null): string {
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return `http://127.0.0.1:${address.port}`;
}
