export { afterThisProcess } from "../embedded/after-this-process.ts";
export { ledgerRows } from "./ledger-rows.ts";
export { startTestPostgres, type TestPostgres, type TestPostgresOptions } from "./postgres.ts";
export { startTestRedis, type TestRedis } from "./redis.ts";
export { runSql } from "./run-sql.ts";
