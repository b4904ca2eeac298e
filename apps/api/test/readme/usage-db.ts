import { AIUsageService, ChangeListener, createMemoryUsageCache, Database } from "usage-db";

const connectionString = process.env["DATABASE_URL"] ?? "postgresql://localhost/usage";
const database = new Database({ connectionString });
const cache = createMemoryUsageCache(); // or createRedisUsageCache({ url, logger: console }), shared by processes
const changes = new ChangeListener({ connectionString, cache, logger: console }); // keeps the cache fresh
changes.start();

const usage = new AIUsageService({ database, cache });
export const overview = await usage.getUsageOverview("demo-bucharest"); // the firm's current month to date
export const users = await usage.getCostsByUser("demo-bucharest", { startDate: "2026-11-01", endDate: "2026-11-30" });

await changes.stop();
await database.close();
