import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import {
  ChangeFeed,
  ChangeListener,
  createMemoryUsageCache,
  createRedisUsageCache,
  Folder,
  type Logger,
  systemClock,
  type UsageCache,
} from "usage-db";
import { localAuthSecret } from "../access/auth-secret.ts";
import type { TokenCaller } from "../access/caller.ts";
import { createTokens } from "../access/tokens.ts";
import type { Env } from "../env.ts";
import { createServer } from "../server.ts";
import { databaseServices } from "../usage-services.ts";
import { ensureDemo } from "./ensure-demo.ts";
import { assertCanListen, explainListenFailure } from "./listen.ts";
import { createLogger } from "./logger.ts";
import { openDatabase } from "./open-database.ts";
import { progressOn } from "./progress.ts";
import type { Run } from "./run-until-stopped.ts";
import { localUrl, SIGN_IN_LINK_MINUTES, signInLink } from "./sign-in-link.ts";

/** The dashboard as its own build leaves it. */
const SITE_DIRECTORY = fileURLToPath(new URL("../../../admin/dist/", import.meta.url));

/** Who the printed link signs in. */
const OPERATOR: TokenCaller = { sub: "operator", role: "ops" };

/** Starts everything that the environment asks for, and prints the link that signs in. */
export async function startServer(run: Run, env: Env): Promise<void> {
  const progress = progressOn(process.stdout);
  const logger = createLogger(env.logLevel);
  await assertCanListen(env.host, env.port);

  const secret = env.authSecret ?? (await localAuthSecret(env.dataDirectory));
  const { database, connectionString } = await openDatabase(run, env, { logger, progress });
  if (env.databaseUrl === null) await ensureDemo(database, progress, run.signal);
  const feed = new ChangeFeed();
  const cache = openCache(run, env, { connectionString, feed, logger });
  const folder = new Folder({ database, cache, logger });
  folder.start();
  run.onStop(() => folder.stop());

  const tokens = createTokens({ secret, clock: systemClock });
  const app = await createServer({
    services: databaseServices({ database, cache, feed, clock: systemClock, logger }),
    tokens,
    siteDirectory: SITE_DIRECTORY,
    attributeNames: env.attributeNames,
    secure: env.publicUrl?.startsWith("https:") ?? false,
    logger,
  });
  run.onStop(() => app.close());
  await app.listen({ host: env.host, port: env.port }).catch((error: unknown) => {
    throw explainListenFailure(error, env.host, env.port);
  });
  const link = await signInLink(tokens, OPERATOR, env.publicUrl ?? localUrl(env.host, portOf(app.server)));
  progress.say(
    `\nOpen the dashboard with this link, which works for ${SIGN_IN_LINK_MINUTES} minutes:\n\n  ${link}\n\nCtrl-C stops it.`,
  );
}

/** The port that was chosen when any free one was asked for. */
function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}

/**
 * Redis, or the process's own memory. With both there is a listener: a process that folds without the same Redis (a
 * command, another service) announces changes by notification only.
 */
function openCache(
  run: Run,
  env: Env,
  { connectionString, feed, logger }: { connectionString: string; feed: ChangeFeed; logger: Logger },
): UsageCache {
  const cache = env.redisUrl === null ? createMemoryUsageCache() : createRedisUsageCache({ url: env.redisUrl, logger });
  run.onStop(() => cache.close());
  const listener = new ChangeListener({ connectionString, cache, feed, logger });
  listener.start();
  run.onStop(() => listener.stop());
  return cache;
}
