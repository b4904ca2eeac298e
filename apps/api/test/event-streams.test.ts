import { once } from "node:events";
import { get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { OPS, testApi } from "./support/api.ts";
import { servicesWith } from "./support/services.ts";

it("a stream of events that begins while the server stops is cut, which would wait for it otherwise", async () => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const findFirm = vi.fn(async (id: string) => {
    await held;
    return { id, name: id, timeZone: "UTC" };
  });
  const api = await testApi(
    servicesWith({
      findFirm,
      feed: {
        async *follow(_firmId, _lastId, signal) {
          yield { id: "1", asOf: "2026-11-24T10:00:00.000Z" };
          await once(signal, "abort");
        },
        followAll: () => {
          throw new Error("not asked for here");
        },
      },
    }),
  );
  await api.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = api.app.server.address() as AddressInfo;
  const input = encodeURIComponent(JSON.stringify({ firmId: "acme" }));
  const headers = { ...(await api.signedInAs(OPS)), accept: "text/event-stream" };
  const request = get(`http://127.0.0.1:${port}/trpc/usage.changes?input=${input}`, { headers, agent: false });
  const failed = once(request, "error");
  await vi.waitFor(() => expect(findFirm).toHaveBeenCalled());
  const closed = api.app.close();
  await vi.waitFor(() => expect(api.app.server.listening).toBe(false));
  letGo();
  await closed;
  expect((await failed)[0]).toMatchObject({ code: "ECONNRESET" });
});
