import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { promisify } from "node:util";
import { UsageError } from "usage-db";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestApi, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

/** As many as one sender may have at work. */
const OF_ONE_SENDER = 12;
const CALLS = [{ id: "1" }];
const BODIES = {
  "/v1/usage": JSON.stringify(CALLS),
  "/trpc/ingest.record": JSON.stringify({ firmId: "acme", calls: CALLS }),
  "/trpc/ingest.void,ingest.record?batch=1": JSON.stringify({ 0: {}, 1: { firmId: "acme", calls: CALLS } }),
};

let api: TestApi;
let port: number;
/** The ledger's work that has begun and not ended: each entry ends one. */
let work: (() => void)[];
let isLedgerSlow: boolean;
let isLedgerThere: boolean;

beforeEach(async () => {
  work = [];
  isLedgerSlow = true;
  isLedgerThere = true;
  api = await testApi(
    servicesWith({
      keys: { verify: async (text) => ({ valid: true, key: { id: text, firmId: "acme", scopes: ["ingest"] } }) },
      writer: {
        async record() {
          if (!isLedgerThere) throw new UsageError("database_unavailable", "The database cannot be reached");
          if (isLedgerSlow) await new Promise<void>((resolve) => void work.push(resolve));
          return [{ status: "recorded", id: "1" }];
        },
      },
    }),
  );
  await api.app.listen({ port: 0, host: "127.0.0.1" });
  port = (api.app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  endWork();
  await api[Symbol.asyncDispose]();
});

function endWork(): void {
  isLedgerSlow = false;
  for (const end of work.splice(0)) end();
}

const request = (path: string, body: string, length = body.length) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\nx-api-key: a\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`;

/** Sends bytes on a connection of their own, and leaves it open. */
async function send(bytes: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(bytes);
  return socket;
}

/** A request on a connection of its own: the status of its answer, and when to come again. */
async function post(key = "a"): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/usage`, {
    method: "POST",
    headers: { "x-api-key": key, "content-type": "application/json", connection: "close" },
    body: JSON.stringify(CALLS),
    // A test that fails here would wait for work that nobody ends.
    signal: AbortSignal.timeout(5_000),
  });
  await response.body?.cancel();
  return [response.status, ...[response.headers.get("retry-after") ?? []].flat()].join(", again after ");
}

/** Resolves when the server has seen its senders go. */
async function senderless(): Promise<void> {
  await expect.poll(() => promisify(api.app.server.getConnections).call(api.app.server)).toBe(0);
}

/** As many may be at work at once as at the beginning. */
async function everyPlaceIsFree(): Promise<void> {
  isLedgerSlow = true;
  const posts = Array.from({ length: OF_ONE_SENDER }, () => post());
  await expect.poll(() => work.length).toBe(OF_ONE_SENDER);
  endWork();
  expect(await Promise.all(posts)).toEqual(Array(OF_ONE_SENDER).fill("200"));
}

describe.each(Object.entries(BODIES))("recording by %s under overload", (path, body) => {
  it("goes on counting the work of senders that hung up, until it is done", async () => {
    const senders = await Promise.all(Array.from({ length: OF_ONE_SENDER }, () => send(request(path, body))));
    await expect.poll(() => work.length).toBe(OF_ONE_SENDER);
    for (const sender of senders) sender.destroy();
    await senderless();

    expect(await post()).toBe("429, again after 1");
    endWork();
    await expect.poll(() => post()).toBe("200");
    await everyPlaceIsFree();
  });

  it("forgets senders that hang up in the middle of their bodies", async () => {
    isLedgerSlow = false;
    const senders = await Promise.all(Array.from({ length: OF_ONE_SENDER }, () => send(request(path, "[", 1_000))));
    await expect.poll(() => post()).toBe("429, again after 1");
    for (const sender of senders) sender.destroy();
    await expect.poll(() => post()).toBe("200");
    await senderless();
    await everyPlaceIsFree();
  });

  it("forgets requests that followed each other on one connection when it breaks", async () => {
    const sender = await send(request(path, body).repeat(OF_ONE_SENDER));
    await expect.poll(() => work.length).toBe(OF_ONE_SENDER);
    sender.destroy();
    await senderless();
    endWork();
    await expect.poll(() => post()).toBe("200");
    await everyPlaceIsFree();
  });

  it("tells when to come again while the ledger is not there, and lets as many in afterwards", async () => {
    isLedgerThere = false;
    for (let sent = 0; sent < 2 * OF_ONE_SENDER; sent++) {
      const { statusCode, headers } = await api.app.inject({
        method: "POST",
        url: path,
        headers: { "x-api-key": "a", "content-type": "application/json" },
        body,
      });
      expect([path.includes("batch") ? 503 : statusCode, headers["retry-after"]]).toEqual([503, "1"]);
    }
    isLedgerThere = true;
    await everyPlaceIsFree();
  });
});
