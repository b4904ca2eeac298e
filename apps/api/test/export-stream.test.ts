import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type ExactCall, UsageError } from "usage-db";
import { expect, it, vi } from "vitest";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

const CALL: ExactCall = {
  id: "call",
  createdAt: "2026-11-24T10:00:00.000000Z",
  userId: "ana",
  userName: "Ana",
  feature: "chat",
  model: "large",
  provider: null,
  inputTokens: 1,
  outputTokens: 1,
  cost: null,
  success: true,
  errorCode: null,
  latencyMs: null,
  source: "api",
  unpricedReason: "no_rate",
  voided: false,
};

/** A ledger without an end, and how it is read. */
function endlessCalls(parts = Number.POSITIVE_INFINITY) {
  const seen = { parts: 0, isLeft: false };
  const services = servicesWith({
    reader: {
      async *allCalls() {
        try {
          for (; seen.parts < parts; seen.parts += 1) yield Array.from({ length: 1_000 }, () => CALL);
          throw new UsageError("timeout", "The database took too long");
        } finally {
          seen.isLeft = true;
        }
      },
    },
  });
  return { seen, services };
}

async function open({ app, signedInAs }: TestApi): Promise<IncomingMessage> {
  await app.listen({ host: "127.0.0.1", port: 0 });
  const query = new URLSearchParams({
    firmId: "acme",
    query: JSON.stringify({ range: { startDate: "2026-11-24", endDate: "2026-11-24" } }),
  });
  const { port } = app.server.address() as AddressInfo;
  const request = get(`http://127.0.0.1:${port}/v1/export/calls.csv?${query}`, { headers: await signedInAs(OPS) });
  const [response] = await once(request, "response");
  response.on("error", () => undefined);
  return response;
}

/** Until nothing comes any more, for better or worse. */
function drained(response: IncomingMessage): Promise<unknown> {
  return new Promise((resolve) => response.once("close", resolve).resume());
}

/** Until no more is read: everything between the two ends is full. */
async function untilItStalls(seen: { readonly parts: number }): Promise<number> {
  let before = -1;
  await vi.waitFor(
    () => {
      const stalled = seen.parts === before;
      before = seen.parts;
      expect(stalled).toBe(true);
    },
    { timeout: 10_000, interval: 200 },
  );
  return seen.parts;
}

it("reads no faster than its reader, and no further when that one leaves", async () => {
  const { seen, services } = endlessCalls();
  await using api = await testApi(services);
  const response = await open(api);
  const parts = await untilItStalls(seen);
  response.destroy();
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
  expect(seen.parts).toBeLessThanOrEqual(parts + 1);
});

it("has no end when something fails half way, so that nobody takes it for whole", async () => {
  const { services } = endlessCalls(3);
  await using api = await testApi(services);
  const response = await open(api);
  await drained(response);
  expect(response.complete).toBe(false);
});

it("is cut when the server stops, which does not wait for its reader", async () => {
  const { seen, services } = endlessCalls();
  const api = await testApi(services);
  const response = await open(api);
  await untilItStalls(seen);
  await api.app.close();
  await vi.waitFor(() => expect(seen.isLeft).toBe(true));
  await drained(response);
  expect(response.complete).toBe(false);
});
