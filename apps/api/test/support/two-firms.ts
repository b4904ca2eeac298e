import { createFirm, type Database, insertUsageLogs } from "usage-db";

/** Firms of one call each, by whose names their user and model are called. */
export async function insertFirms(database: Database, firmIds: readonly string[]): Promise<void> {
  for (const id of firmIds) {
    await createFirm(database, { id, name: `Name of ${id}`, timeZone: "Europe/Bucharest" });
    await insertUsageLogs(database, id, [
      {
        id: "1",
        userId: `user-of-${id}`,
        feature: "assistant_chat",
        model: `model-of-${id}`,
        inputTokens: 100,
        outputTokens: 20,
        costEur: "1.25",
        success: true,
        createdAt: "2026-11-24T10:00:00Z",
      },
    ]);
  }
}
