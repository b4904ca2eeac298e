import type { Database } from "../database.ts";

/** Tells every listening process that the firm's answers have changed, as a fold does. */
export async function notifyChanged(database: Database, firmId: string): Promise<void> {
  await database.query("notify_changed", "SELECT pg_notify('ai_usage_changed', $1)", [firmId]);
}
