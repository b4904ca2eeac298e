import type { Database } from "../database.ts";
import type { ApiKey as ApiKeyRow } from "../generated/client.ts";
import type { NewApiKey } from "./new-api-key.ts";
import { type ApiKeyScope, scopesOf } from "./scopes.ts";

/** A key as it may be shown: without anything of its secret. Instants are ISO 8601, in UTC. */
export interface ApiKey {
  readonly id: string;
  /** `null` for a gateway's key. */
  readonly firmId: string | null;
  readonly name: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly createdAt: string;
  readonly createdBy: string;
  /** To a minute or two; `null` when it was never used. */
  readonly lastUsedAt: string | null;
  /** `null` while it is in force. */
  readonly revokedAt: string | null;
}

/** What is needed to verify a key. */
export interface StoredApiKey extends Pick<ApiKey, "id" | "firmId" | "scopes"> {
  readonly secretHash: Uint8Array;
  readonly isRevoked: boolean;
}

interface InsertedApiKey extends NewApiKey {
  readonly id: string;
  readonly secretHash: Uint8Array<ArrayBuffer>;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export async function insertApiKey(database: Database, key: InsertedApiKey): Promise<ApiKey> {
  return toApiKey(await database.run((prisma) => prisma.apiKey.create({ data: key })));
}

export async function listApiKeys(database: Database, firmId: string | undefined): Promise<ApiKey[]> {
  const rows = await database.run((prisma) =>
    prisma.apiKey.findMany({
      where: firmId === undefined ? {} : { firmId },
      orderBy: [{ firmId: { sort: "asc", nulls: "first" } }, { createdAt: "asc" }, { id: "asc" }],
    }),
  );
  return rows.map(toApiKey);
}

export async function findApiKey(database: Database, id: string): Promise<StoredApiKey | null> {
  const row = await database.run((prisma) =>
    prisma.apiKey.findUnique({
      where: { id },
      select: { id: true, firmId: true, scopes: true, secretHash: true, revokedAt: true },
    }),
  );
  if (row === null) return null;
  const { revokedAt, scopes, ...rest } = row;
  return { ...rest, scopes: scopesOf(scopes), isRevoked: revokedAt !== null };
}

/** The first revocation stands. */
export async function revokeApiKey(database: Database, id: string, now: Date): Promise<ApiKey | null> {
  return database.run(async (prisma) => {
    await prisma.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
    const row = await prisma.apiKey.findUnique({ where: { id } });
    return row === null ? null : toApiKey(row);
  });
}

function toApiKey({ id, firmId, name, scopes, createdAt, createdBy, lastUsedAt, revokedAt }: ApiKeyRow): ApiKey {
  return {
    id,
    firmId,
    name,
    scopes: scopesOf(scopes),
    createdAt: createdAt.toISOString(),
    createdBy,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
