import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const AS_OF = new Date("2026-11-24T09:30:00Z");

describe("retryAfterMs", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    [" 7 ", 7_000],
    ["Tue, 24 Nov 2026 09:31:30 GMT", 90_000],
    ["Tue, 24 Nov 2026 09:29:00 GMT", 0],
    ["soon GMT", 0],
    ["-5", 0],
    ["1.5", 0],
    ["soon", 0],
    ["", 0],
    [null, 0],
  ])("reads %j as %i ms", (header, ms) => {
    expect(retryAfterMs(header, AS_OF)).toBe(ms);
  });
});
