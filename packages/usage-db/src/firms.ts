import { describeIssues, isTimeZone, MAX_IDENTIFIER_LENGTH } from "usage-core";
import { z } from "zod";
import type { Database } from "./database.ts";
import { UsageError } from "./errors.ts";

/** A tenant. `timeZone` is the IANA zone in which its days, hours and months are counted. */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

const identifier = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_IDENTIFIER_LENGTH, `must have at most ${MAX_IDENTIFIER_LENGTH} characters`);

/** In UTF-8. The rollup's index has no room for more beside the longest names. */
const MAX_ID_BYTES = 200;

export const firmSchema = z.strictObject({
  id: identifier.refine((id) => Buffer.byteLength(id) <= MAX_ID_BYTES, {
    error: ({ input }) =>
      `must have at most ${MAX_ID_BYTES} bytes, and ${JSON.stringify(input)} has ${Buffer.byteLength(String(input))}`,
  }),
  name: identifier,
  timeZone: z.string().refine(isTimeZone, {
    error: ({ input }) => `${JSON.stringify(input)} is not an IANA time zone; give one such as Europe/Bucharest`,
  }),
});

/** Every firm, by name. */
export async function listFirms(database: Database): Promise<Firm[]> {
  return database.run((prisma) => prisma.firm.findMany({ orderBy: [{ name: "asc" }, { id: "asc" }] }));
}

/** The firm, or `null` when there is none. */
export async function findFirm(database: Database, firmId: string): Promise<Firm | null> {
  return database.run((prisma) => prisma.firm.findUnique({ where: { id: firmId } }));
}

/** Those of the ids that are firms'. */
export async function findFirms(database: Database, firmIds: readonly string[]): Promise<Firm[]> {
  return database.run((prisma) => prisma.firm.findMany({ where: { id: { in: [...firmIds] } } }));
}

/** Adds a firm. Throws `invalid_input` on a bad field; does nothing when there is one of this id. */
export async function createFirm(database: Database, firm: Firm): Promise<void> {
  const parsed = firmSchema.safeParse(firm);
  if (!parsed.success) throw new UsageError("invalid_input", describeIssues(parsed.error));
  await database.run((prisma) => prisma.firm.createMany({ data: [parsed.data], skipDuplicates: true }));
}

/** Adds users to a firm, or renames those that are there. Cached answers show a former name for up to five minutes. */
export async function saveUsers(
  database: Database,
  firmId: string,
  users: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  await database.run(
    (prisma) => prisma.$executeRaw`
      INSERT INTO users (firm_id, id, name)
      SELECT ${firmId}, id, name FROM jsonb_to_recordset(${JSON.stringify(users)}::jsonb) AS users (id text, name text)
      ON CONFLICT (firm_id, id) DO UPDATE SET name = excluded.name`,
  );
}
