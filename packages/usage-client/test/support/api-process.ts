import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ApiKeys, createFirm, Database, migrate, saveRates } from "usage-db";
import { runSql, startTestPostgres } from "usage-db/testing";

/** The API as it is built: nothing of it is imported here, since it must not be needed to build this package. */
const MAIN = fileURLToPath(new URL("../../../../apps/api/dist/main.js", import.meta.url));
const LINK = /(http:\/\/\S+)\/#token=/;

/** The real server, in a process of its own over a database of its own, with one firm. */
export interface ApiProcess extends AsyncDisposable {
  readonly url: string;
  /** Records for the firm. */
  readonly apiKey: string;
  /** The firm's calls of these ids, by id; costs are exact decimals. */
  rows(ids: readonly string[]): Promise<Record<string, unknown>>;
}

export async function startApi(rates: Parameters<typeof saveRates>[1]): Promise<ApiProcess> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: build the project first`);
  const postgres = await startTestPostgres();
  const connectionString = await postgres.createDatabase();
  await migrate({ connectionString });
  const database = new Database({ connectionString });
  await createFirm(database, { id: "acme", name: "Acme", timeZone: "Europe/Bucharest" });
  await saveRates(database, rates);
  const keys = new ApiKeys({ database });
  const { key } = await keys.create({ firmId: "acme", name: "a service", scopes: ["ingest"] }, "an operator");
  await database.close();

  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      DATABASE_URL: connectionString,
      AUTH_SECRET: randomBytes(32).toString("hex"),
      PORT: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const link = LINK.exec(line)?.[1];
      if (link !== undefined) resolve(link);
    });
    child.once("close", (code) => reject(new Error(`the server ended with ${code}: ${said.join("\n")}`)));
  });

  return {
    url,
    apiKey: key,
    async rows(ids) {
      const found = await runSql(
        connectionString,
        `SELECT id, user_id, feature, provider, model, service_tier,
                input_tokens::int, cache_read_tokens::int, cache_write_tokens::int,
                output_tokens::int, reasoning_tokens::int, (input_tokens + output_tokens)::int AS tokens,
                trim_scale(cost_eur)::text AS cost_eur, cost_source::text, trim_scale(cost_original)::text AS cost_original,
                currency, trim_scale(fx_rate)::text AS fx_rate, fx_date::text, price, unpriced_reason,
                success, error_code, latency_ms, source::text,
                to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at
           FROM ai_usage_log JOIN json_array_elements_text('${JSON.stringify(ids)}') AS asked ON asked = id`,
      );
      return Object.fromEntries(found.map(({ id, ...row }) => [String(id), row]));
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
      await postgres.stop();
    },
  };
}
