import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "./env.ts";
import { DEFAULT_ATTRIBUTE_NAMES } from "./formats/otlp/attribute-names.ts";

const SECRET = "0123456789abcdef0123456789abcdef";

function faultsOf(variables: Record<string, string>): string[] {
  try {
    parseEnv(variables);
  } catch (error) {
    if (error instanceof EnvError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("parseEnv", () => {
  it("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: null,
      databaseUrl: null,
      redisUrl: null,
      authSecret: null,
      logLevel: "warn",
      attributeNames: DEFAULT_ATTRIBUTE_NAMES,
    });
  });

  it("keeps data in the project's .data, and resolves another folder from the project", () => {
    expect(parseEnv({}).dataDirectory).toMatch(/[^/]+\/\.data$/);
    expect(parseEnv({ DATA_DIR: "elsewhere" }).dataDirectory).toMatch(/\/elsewhere$/);
    expect(parseEnv({ DATA_DIR: "/var/data" }).dataDirectory).toBe("/var/data");
  });

  it("takes what is given", () => {
    const env = parseEnv({
      PORT: "8080",
      HOST: "0.0.0.0",
      PUBLIC_URL: "https://usage.example.com/",
      DATABASE_URL: "postgresql://user:pw@db:5432/usage",
      REDIS_URL: "rediss://cache:6379",
      AUTH_SECRET: SECRET,
      LOG_LEVEL: "info",
      OTLP_USER_ATTRIBUTES: "app.user",
      OTLP_FEATURE_ATTRIBUTES: "app.feature, service.name",
      OTLP_FIRM_ATTRIBUTE: "app.tenant",
    });
    expect(env).toMatchObject({
      port: 8080,
      host: "0.0.0.0",
      publicUrl: "https://usage.example.com",
      databaseUrl: "postgresql://user:pw@db:5432/usage",
      redisUrl: "rediss://cache:6379",
      authSecret: SECRET,
      logLevel: "info",
      attributeNames: { user: ["app.user"], feature: ["app.feature", "service.name"], firm: "app.tenant" },
    });
  });

  it("counts a variable that is set to nothing as not set", () => {
    expect(parseEnv({ DATABASE_URL: "", PORT: "", AUTH_SECRET: "" })).toMatchObject({ databaseUrl: null, port: 3000 });
  });

  it("reports all faults together, a line each, with value and remedy", () => {
    expect(faultsOf({ PORT: "http", LOG_LEVEL: "loud", PUBLIC_URL: "example.com" })).toEqual([
      'PORT is "http": give a number from 0 (any free port) to 65535',
      'PUBLIC_URL is "example.com": give the address that browsers use, such as https://usage.example.com',
      'LOG_LEVEL is "loud": give one of trace, debug, info, warn, error, fatal, silent',
    ]);
  });

  it.each(["65536", "-1", "3000.5", "3e3", "0x10"])("refuses PORT=%s", (port) => {
    expect(faultsOf({ PORT: port })).toEqual([`PORT is "${port}": give a number from 0 (any free port) to 65535`]);
  });

  it.each(["a,,b", ",", "a b", "a,"])("refuses %j as a list of attributes", (list) => {
    expect(faultsOf({ OTLP_USER_ATTRIBUTES: list, OTLP_FEATURE_ATTRIBUTES: list, OTLP_FIRM_ATTRIBUTE: list })).toEqual([
      `OTLP_USER_ATTRIBUTES is "${list}": give names of attributes, first choice first, such as enduser.id,user.id`,
      `OTLP_FEATURE_ATTRIBUTES is "${list}": give names of attributes, first choice first, such as usage.feature,service.name`,
      `OTLP_FIRM_ATTRIBUTE is "${list}": give the name of one attribute, such as usage.firm.id`,
    ]);
  });

  it("requires a secret of its own with a database of its own, beside other faults", () => {
    const faults = faultsOf({ DATABASE_URL: "postgresql://db/usage", PORT: "x" });
    expect(faults).toHaveLength(2);
    expect(faults[1]).toMatch(/^AUTH_SECRET is not set, and DATABASE_URL requires it: give at least 32 characters/);
  });

  it("requires no secret of a process that has no use for tokens", () => {
    expect(parseEnv({ DATABASE_URL: "postgresql://db/usage" }, { tokens: false })).toMatchObject({ authSecret: null });
  });

  it("never shows a secret", () => {
    const message = faultsOf({
      DATABASE_URL: "mysql://root:hunter2@db/usage",
      REDIS_URL: "http://:hunter2@cache",
      AUTH_SECRET: "hunter2",
    }).join("\n");
    expect(message).toMatch(
      /DATABASE_URL is not valid \(its value is not shown\): give an address such as postgresql:/,
    );
    expect(message).toMatch(/REDIS_URL is not valid/);
    expect(message).toMatch(/AUTH_SECRET is not valid/);
    expect(message).not.toContain("hunter2");
  });
});
