import { expect, it } from "vitest";
import type { TokenCaller } from "../access/caller.ts";
import { createTokens } from "../access/tokens.ts";
import { localUrl, signInLink } from "./sign-in-link.ts";

it.each([
  ["127.0.0.1", "http://localhost:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["192.168.1.20", "http://192.168.1.20:3000"],
  ["fd00::1", "http://[fd00::1]:3000"],
])("a server that listens at %s is reached at %s", (host, url) => {
  expect(localUrl(host, 3000)).toBe(url);
});

it("a link signs the caller in for fifteen minutes, and keeps its token in the fragment", async () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const tokens = createTokens({ secret: "a secret of at least thirty-two characters", clock: () => now });
  const caller: TokenCaller = { sub: "ion", role: "firm", firmId: "acme" };
  const link = new URL(await signInLink(tokens, caller, "https://usage.example.com"));
  expect(link.href.replace(link.hash, "")).toBe("https://usage.example.com/");
  const token = new URLSearchParams(link.hash.slice(1)).get("token") ?? "";
  expect(await tokens.verify("sign-in", token)).toEqual({
    valid: true,
    caller,
    expiresAt: new Date("2026-11-24T12:15:00Z"),
  });
});
