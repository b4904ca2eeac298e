import { availableParallelism, cpus, totalmem } from "node:os";
import { Redis } from "ioredis";
import { runSql } from "usage-db/testing";

/** What the figures were measured on. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly postgres: string;
  readonly redis: string;
}

export async function describeMachine(databaseUrl: string, redisUrl: string): Promise<Machine> {
  const [server] = await runSql(databaseUrl, "SELECT current_setting('server_version') AS version");
  const redis = new Redis(redisUrl);
  const redisInfo = await redis.info("server");
  redis.disconnect();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: String(server?.["version"]),
    redis: /redis_version:(\S+)/.exec(redisInfo)?.[1] ?? "unknown",
  };
}
