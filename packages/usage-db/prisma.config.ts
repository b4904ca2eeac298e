import { defineConfig } from "prisma/config";

// `prisma generate` would download a schema engine that it does not need; any executable file stops that.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
process.env["CHECKPOINT_DISABLE"] ??= "1";

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
