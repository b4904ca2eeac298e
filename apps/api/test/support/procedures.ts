import { runSql } from "usage-db/testing";
import { z } from "zod";
import { appRouter } from "../../src/routers/app-router.ts";

export interface Procedure {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  /** The fields of its input. */
  readonly fields: readonly string[];
}

/** The call of `insertFirms`, and of the firms of `unpriced.test.ts` that have two. */
const SAMPLE_CALL_ID = "1";

/** The key that procedures about one key are tried with: `insertSampleKey` makes it. */
const SAMPLE_KEY_ID = "samp1ekey000";

export async function insertSampleKey(connectionString: string): Promise<void> {
  await runSql(
    connectionString,
    `INSERT INTO api_keys (id, name, scopes, secret_hash, created_at, created_by)
     VALUES ('${SAMPLE_KEY_ID}', 'sample', '{ingest}', sha256('nothing'), now(), 'test')`,
  );
}

/** Every procedure of the router, read from the router itself, so that a new one is tested without being named. */
export const procedures: readonly Procedure[] = Object.entries<unknown>(appRouter._def.procedures).map(
  ([path, procedure]) => {
    const { type, inputs } = definitionOf(procedure);
    return { path, type, fields: fieldsOf(path, inputs.at(-1)) };
  },
);

/** An input that the procedure accepts, about the firm. */
export function sampleInput({ path, fields }: Procedure, firmId: string): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, sampleOf(path, field, firmId)]));
}

function sampleOf(path: string, field: string, firmId: string): unknown {
  switch (field) {
    case "firmId":
      return firmId;
    case "range":
      return { startDate: "2026-11-01", endDate: "2026-11-30" };
    case "date":
      return "2026-11-24";
    case "id":
      return path === "usage.callStory" ? SAMPLE_CALL_ID : SAMPLE_KEY_ID;
    case "name":
      return "a key of the tests";
    case "calls":
      return [{ id: "sample" }];
    case "ids":
      return ["sample"];
    case "changes":
      return { feature: "chat" };
    case "reason":
      return "a test";
    case "lastEventId":
      return "none that was given";
    case "scopes":
      return ["ingest"];
    case "granularity":
      return "day";
    case "groupBy":
      return ["provider"];
    case "compareWith":
      return "previousPeriod";
    case "top":
    case "measure":
    case "hour":
    case "filters":
    case "minCost":
    case "maxCost":
    case "failedOnly":
    case "unpricedOnly":
    case "unpricedReason":
    case "finding":
    case "includeVoided":
    case "callId":
    case "limit":
    case "cursor":
    case "direction":
    case "preset":
      // May be left out, and would only make the answer smaller, or be another way to say it: nothing is sent for it.
      return undefined;
    default:
      throw new Error(`${path} takes ${field}: teach this file a value for it`);
  }
}

function definitionOf(procedure: unknown) {
  const definition = typeof procedure === "function" && "_def" in procedure ? procedure._def : undefined;
  return z
    .looseObject({ type: z.enum(["query", "mutation", "subscription"]), inputs: z.array(z.unknown()) })
    .parse(definition);
}

/** The fields of the last schema, which is the procedure's own and strict. */
function fieldsOf(path: string, schema: unknown): string[] {
  if (schema instanceof z.ZodOptional) return fieldsOf(path, schema.unwrap());
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  throw new Error(`${path} has no object as its input; give it a strict one`);
}
