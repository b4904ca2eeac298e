import { afterEach, expect, it, vi } from "vitest";
import { canLoadAnew } from "./can-load-anew.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  ["answers", async () => new Response(null, { status: 200 }), true],
  ["does not find it, and has a page that says so", async () => new Response(null, { status: 404 }), true],
  ["leads elsewhere", async () => Response.redirect("https://sign-in.example/"), true],
  ["is in trouble", async () => new Response(null, { status: 502 }), false],
  ["is away", () => Promise.reject(new TypeError("Failed to fetch")), false],
])("whether a page can be loaded anew when the server %s", async (_server, answer, can) => {
  vi.stubGlobal("fetch", answer);
  expect(await canLoadAnew("http://localhost/firms")).toBe(can);
});
