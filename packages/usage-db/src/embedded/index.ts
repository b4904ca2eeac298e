export { acquireEmbeddedDatabase, type EmbeddedDatabase, type EmbeddedDatabaseOptions } from "./acquire.ts";
export { EmbeddedDatabaseError } from "./error.ts";
