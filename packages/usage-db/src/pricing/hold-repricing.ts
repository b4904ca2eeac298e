import type { PrismaClient } from "../generated/client.ts";

/** How long one batch may take, in milliseconds. */
export const BATCH_TIMEOUT_MS = 30_000;

/** Any number that no other advisory lock of the database has. */
const LOCK = 4107160982114538n;

/** One batch of repricing, or of its undoing, at a time, so that whoever undoes a run sees all that it has changed. */
export async function holdRepricing(transaction: Pick<PrismaClient, "$queryRaw">): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)::text`;
}
