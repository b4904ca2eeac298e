import { describe, expect, it } from "vitest";
import { isCrossSite } from "./cross-site.ts";

describe("isCrossSite", () => {
  it.each([
    ["no browser", { host: "usage.example.com" }, false],
    ["our own page", { host: "usage.example.com", "sec-fetch-site": "same-origin" }, false],
    ["the address bar", { host: "usage.example.com", "sec-fetch-site": "none" }, false],
    [
      "a page behind a proxy that renames the host",
      { host: "127.0.0.1:3000", origin: "http://localhost:5173", "sec-fetch-site": "same-origin" },
      false,
    ],
    ["another site", { host: "usage.example.com", "sec-fetch-site": "cross-site" }, true],
    ["a sibling domain", { host: "usage.example.com", "sec-fetch-site": "same-site" }, true],
    ["an old browser, our own page", { host: "usage.example.com", origin: "https://usage.example.com" }, false],
    ["an old browser, another site", { host: "usage.example.com", origin: "https://evil.example" }, true],
    ["an old browser, another port", { host: "localhost:3000", origin: "http://localhost:8000" }, true],
    ["a sandboxed frame", { host: "usage.example.com", origin: "null" }, true],
  ])("%s: %o is %s", (_from, headers, expected) => {
    expect(isCrossSite(headers)).toBe(expected);
  });
});
