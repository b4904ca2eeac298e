export { AIUsageService } from "./ai-usage-service.ts";
export { createMemoryUsageCache, type MemoryUsageCacheOptions } from "./cache/memory-usage-cache.ts";
export { createRedisUsageCache, type RedisUsageCacheOptions } from "./cache/redis-usage-cache.ts";
export type { CacheKey, CacheRequest, UsageCache } from "./cache/usage-cache.ts";
export { ChangeFeed, type FirmChange } from "./change-feed.ts";
export { ChangeListener, type ChangeListenerOptions } from "./change-listener.ts";
export { type Clock, systemClock } from "./clock.ts";
export { Database, type DatabaseOptions } from "./database.ts";
export { UsageError, type UsageErrorCode } from "./errors.ts";
export { createFirm, type Firm, findFirm, firmSchema, listFirms, saveUsers } from "./firms.ts";
export { readExactFirms, readFirmsUsage } from "./firms-usage.ts";
export { foldAll, vacuumDeltas } from "./fold.ts";
export { Folder, type FolderOptions } from "./folder.ts";
export type { ApiKey } from "./keys/api-key-rows.ts";
export { ApiKeys, type ApiKeysOptions, type KeyVerdict } from "./keys/api-keys.ts";
export { API_KEY_PREFIX, parseKeyText } from "./keys/key-text.ts";
export { type NewApiKey, newApiKeySchema } from "./keys/new-api-key.ts";
export { API_KEY_SCOPES, type ApiKeyScope } from "./keys/scopes.ts";
export type { Logger } from "./logger.ts";
export { type MigrateOptions, MigrationError, migrate, pendingMigrations } from "./migrate.ts";
export { saveRates } from "./pricing/exchange-rates.ts";
export { listPrices, type NewPrice, removePrice, savePrice } from "./pricing/prices.ts";
export {
  previewReprice,
  type RepricedGroup,
  type RepriceOptions,
  type RepriceRun,
  type Repricing,
  reprice,
} from "./pricing/reprice.ts";
export { listReprices, type RepriceRecord, undoReprice } from "./pricing/undo-reprice.ts";
export { rebuild } from "./rebuild.ts";
export { type Difference, type ReconciledSums, type Reconciliation, reconcile } from "./reconcile.ts";
export { findRecordedIds } from "./recorded-ids.ts";
export type { CallSource } from "./recording/call-row.ts";
export type { CorrectResult } from "./recording/correct-call.ts";
export { MAX_CALLS, type SentCall, UsageWriter, type UsageWriterOptions } from "./recording/usage-writer.ts";
export type { VoidResult } from "./recording/void-calls.ts";
export { insertUsageLogs } from "./usage-logs.ts";
export { type AllCallsQuery, type ExactCall, UsageReader, type UsageReaderOptions } from "./usage-reader.ts";
