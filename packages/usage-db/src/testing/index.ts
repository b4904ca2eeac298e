export { startTestPostgres, type TestPostgres, type TestPostgresOptions } from "./postgres.ts";
