import { afterEach, expect, it, vi } from "vitest";
import { canReload } from "./can-reload.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ["answers", async () => new Response(null, { status: 200 }), true],
  ["does not find it, and has a page that says so", async () => new Response(null, { status: 404 }), true],
  ["leads elsewhere", async () => Response.redirect("https://sign-in.example/"), true],
  ["is in trouble", async () => new Response(null, { status: 502 }), false],
  ["is away", () => Promise.reject(new TypeError("Failed to fetch")), false],
])("whether a page can be reloaded when the server %s", async (_server, answer, can) => {
  vi.stubGlobal("fetch", answer);
  expect(await canReload("http://localhost/firms")).toBe(can);
});

it("asks as a visit of the page does, of the server itself, and goes nowhere by itself", async () => {
  const fetch = vi.fn(async () => new Response());
  vi.stubGlobal("fetch", fetch);
  await canReload("http://localhost/firms");
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    "http://localhost/firms",
    expect.objectContaining({
      method: "HEAD",
      headers: { accept: "text/html" },
      cache: "no-store",
      redirect: "manual",
      signal: expect.any(AbortSignal),
    }),
  );
});
