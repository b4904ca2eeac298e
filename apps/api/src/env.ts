import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { MIN_SECRET_LENGTH } from "./access/auth-secret.ts";
import { type AttributeNames, DEFAULT_ATTRIBUTE_NAMES } from "./formats/otlp/attribute-names.ts";

/** The settings that the process gets from outside. */
export interface Env {
  /** 0 for any that is free. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Where browsers reach the server, without a slash at its end; `null`: on this machine, at `port`. */
  readonly publicUrl: string | null;
  /** `null`: the embedded database. */
  readonly databaseUrl: string | null;
  /** `null`: answers are cached in the process. */
  readonly redisUrl: string | null;
  /** Signs tokens; `null`: a secret kept in `dataDirectory`, for the embedded database only. */
  readonly authSecret: string | null;
  /** Where the embedded database and its secret are kept. */
  readonly dataDirectory: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** The attributes of OpenTelemetry's spans that name a call's user, feature and firm. */
  readonly attributeNames: AttributeNames;
}

/** Variables that are missing or wrong: all of them, a line each. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

type Variables = Readonly<Record<string, string | undefined>>;
type Name = keyof typeof envSchema.shape;

const PROJECT_DIRECTORY = fileURLToPath(new URL("../../../", import.meta.url));
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** The name of an attribute; a comma separates two. */
const NAME = /^[^\s,]+$/;
const NAMES = /^[^\s,]+(\s*,\s*[^\s,]+)*$/;

const envSchema = z.object({
  PORT: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65_535)).default(3000),
  HOST: z.string().regex(/^\S+$/).default("127.0.0.1"),
  PUBLIC_URL: address("http:", "https:").optional(),
  DATABASE_URL: address("postgresql:", "postgres:").optional(),
  REDIS_URL: address("redis:", "rediss:").optional(),
  AUTH_SECRET: z.string().min(MIN_SECRET_LENGTH).optional(),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("warn"),
  OTLP_USER_ATTRIBUTES: names().default([...DEFAULT_ATTRIBUTE_NAMES.user]),
  OTLP_FEATURE_ATTRIBUTES: names().default([...DEFAULT_ATTRIBUTE_NAMES.feature]),
  OTLP_FIRM_ATTRIBUTE: z.string().regex(NAME).default(DEFAULT_ATTRIBUTE_NAMES.firm),
});

const REMEDIES: Record<Name, string> = {
  PORT: "give a number from 0 (any free port) to 65535",
  HOST: "give an address to listen on, such as 127.0.0.1",
  PUBLIC_URL: "give the address that browsers use, such as https://usage.example.com",
  DATABASE_URL: "give an address such as postgresql://user:password@host:5432/database",
  REDIS_URL: "give an address such as redis://host:6379",
  AUTH_SECRET: `give at least ${MIN_SECRET_LENGTH} characters, such as \`openssl rand -hex 32\` prints`,
  DATA_DIR: "give a folder",
  LOG_LEVEL: `give one of ${LOG_LEVELS.join(", ")}`,
  OTLP_USER_ATTRIBUTES: "give names of attributes, first choice first, such as enduser.id,user.id",
  OTLP_FEATURE_ATTRIBUTES: "give names of attributes, first choice first, such as usage.feature,service.name",
  OTLP_FIRM_ATTRIBUTE: "give the name of one attribute, such as usage.firm.id",
};

/** Addresses carry passwords. */
const SECRET: ReadonlySet<string> = new Set<Name>(["DATABASE_URL", "REDIS_URL", "AUTH_SECRET"]);

/** The environment of this process. Nothing else reads `process.env`. */
export function readEnv(needs?: EnvNeeds): Env {
  return parseEnv(process.env, needs);
}

export interface EnvNeeds {
  /**
   * Whether tokens are signed or verified, which takes an `AUTH_SECRET` when there is a `DATABASE_URL`. True unless
   * given.
   */
  readonly tokens?: boolean;
}

/** Throws an {@link EnvError} with every fault. A variable that is set to nothing counts as not set. */
export function parseEnv(variables: Variables, { tokens = true }: EnvNeeds = {}): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path }) => describeFault(String(path[0]), given));
  if (tokens && given["DATABASE_URL"] !== undefined && given["AUTH_SECRET"] === undefined) {
    faults.push(`AUTH_SECRET is not set, and DATABASE_URL requires it: ${REMEDIES.AUTH_SECRET}`);
  }
  if (!parsed.success || faults.length > 0) throw new EnvError(faults.join("\n"));

  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    authSecret: env.AUTH_SECRET ?? null,
    dataDirectory: resolve(PROJECT_DIRECTORY, env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    attributeNames: {
      user: env.OTLP_USER_ATTRIBUTES,
      feature: env.OTLP_FEATURE_ATTRIBUTES,
      firm: env.OTLP_FIRM_ATTRIBUTE,
    },
  };
}

function describeFault(name: string, given: Variables): string {
  const value = SECRET.has(name) ? "not valid (its value is not shown)" : JSON.stringify(given[name]);
  return `${name} is ${value}: ${isName(name) ? REMEDIES[name] : "leave it out"}`;
}

function isName(name: string): name is Name {
  return name in REMEDIES;
}

/** Names with commas between them. */
function names() {
  return z
    .string()
    .regex(NAMES)
    .transform((text) => text.split(",").map((name) => name.trim()));
}

function address(...protocols: readonly string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
}
