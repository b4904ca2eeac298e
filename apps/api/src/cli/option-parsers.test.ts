import { describe, expect, it } from "vitest";
import {
  apiKeyIdArgument,
  apiKeyScopesOption,
  dateOption,
  durationOption,
  firmIdOption,
  timeZoneOption,
} from "./option-parsers.ts";

describe("durationOption", () => {
  it.each([
    ["90s", 90],
    ["15m", 900],
    ["8h", 28_800],
    ["30d", 2_592_000],
  ])("reads %s as %d seconds", (text, seconds) => {
    expect(durationOption(text)).toBe(seconds);
  });

  it.each(["", "15", "m", "0s", "-1m", "1.5h", "367d", "15 m", "99999999999d"])("refuses %j", (text) => {
    expect(() => durationOption(text)).toThrow("Give a duration from 1s to 366d");
  });
});

describe("other options", () => {
  it("name what a value must be", () => {
    expect(() => dateOption("2026-02-30")).toThrow(/^"2026-02-30" is not a date of the calendar; give YYYY-MM-DD\.$/);
    expect(() => timeZoneOption("Bucharest")).toThrow("not an IANA time zone; give one such as Europe/Bucharest");
    expect(() => firmIdOption(" ")).toThrow("is empty; name a firm");
    expect(firmIdOption(" acme ")).toBe("acme");
  });
});

describe("apiKeyScopesOption", () => {
  it("takes scopes by commas", () => {
    expect(apiKeyScopesOption("ingest")).toEqual(["ingest"]);
    expect(apiKeyScopesOption("read, ingest")).toEqual(["read", "ingest"]);
  });

  it.each(["", ",", "ingest,", "Ingest", "admin", "ingest read"])("refuses %j", (text) => {
    expect(() => apiKeyScopesOption(text)).toThrow("Give some of ingest, read, backfill, with commas between them.");
  });
});

describe("apiKeyIdArgument", () => {
  it("takes an id, or finds it in a whole key", () => {
    expect(apiKeyIdArgument("7k2m9q4v8x3p")).toBe("7k2m9q4v8x3p");
    expect(apiKeyIdArgument(`usage_7k2m9q4v8x3p_${"0".repeat(40)}fv9tg51`)).toBe("7k2m9q4v8x3p");
  });

  it.each(["", "7k2m", "usage_7k2m9q4v8x3p", `usage_7k2m9q4v8x3p_${"0".repeat(47)}`])("refuses %j", (text) => {
    expect(() => apiKeyIdArgument(text)).toThrow('Give the 12 characters that "keys list" shows, or a whole key.');
  });
});
