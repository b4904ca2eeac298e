import { describe, expect, it } from "vitest";
import { addressOf } from "./server-url.ts";

describe("addressOf", () => {
  it.each([
    ["http://localhost:3000", "http://localhost:3000/trpc"],
    ["http://localhost:3000/", "http://localhost:3000/trpc"],
    ["https://example.com/usage//", "https://example.com/usage/trpc"],
  ])("finds the path below %s", (url, address) => {
    expect(addressOf(url, "trpc")).toBe(address);
  });

  it.each(["", "localhost:3000", "ftp://example.com", "http://"])("refuses %j", (url) => {
    expect(() => addressOf(url, "trpc")).toThrow(/^url: .* is no address of a server/);
  });

  it.each(["http://key@localhost", "http://localhost/?key=1", "http://localhost/#key"])("refuses %j", (url) => {
    expect(() => addressOf(url, "trpc")).toThrow("url: must end with its path; the key goes into apiKey");
  });
});
