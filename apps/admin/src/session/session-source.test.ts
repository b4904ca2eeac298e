import { afterEach, describe, expect, it, vi } from "vitest";
import { createSessionSource } from "./session-source.ts";

/** A server that answers each request, named by its method, with the given status. */
function server(statuses: { GET?: number; POST?: number }): { readonly sent: string[] } {
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (_url: string, init?: RequestInit) => {
    const method = init?.method === "POST" ? "POST" : "GET";
    sent.push(init?.body === undefined ? method : `${method} ${String(init.body)}`);
    const status = statuses[method] ?? 200;
    return Response.json({ subject: "ana", role: "ops", firmId: null }, { status });
  });
  return { sent };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("createSessionSource", () => {
  it("exchanges the link's token once, then asks by cookie alone", async () => {
    const { sent } = server({});
    const session = createSessionSource("link");
    expect(await session.read()).toEqual({ signedIn: true, role: "ops", firmId: null });
    expect(await session.read()).toEqual({ signedIn: true, role: "ops", firmId: null });
    expect(sent).toEqual(['POST {"token":"link"}', "GET", "GET"]);
  });

  it("says that the link no longer holds", async () => {
    server({ POST: 401, GET: 401 });
    expect(await createSessionSource("old").read()).toEqual({ signedIn: false, reason: "badLink" });
  });

  it("lets an open session stand when an old link is opened", async () => {
    server({ POST: 401 });
    expect(await createSessionSource("old").read()).toEqual({ signedIn: true, role: "ops", firmId: null });
  });

  it("tells who never signed in from whose link failed", async () => {
    server({ GET: 401 });
    expect(await createSessionSource(null).read()).toEqual({ signedIn: false, reason: "none" });
  });

  it("keeps the token for another try while the server is in trouble", async () => {
    const troubled = server({ POST: 503 });
    const session = createSessionSource("link");
    await expect(session.read()).rejects.toThrow("POST /session answered 503");
    expect(troubled.sent).toEqual(['POST {"token":"link"}']);
    const well = server({});
    expect(await session.read()).toEqual({ signedIn: true, role: "ops", firmId: null });
    expect(well.sent).toEqual(['POST {"token":"link"}', "GET"]);
  });
});
