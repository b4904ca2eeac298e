import { BATCH_USER_ID, type UsageFilters } from "usage-core";
import { Prisma } from "../generated/client.ts";

/** A user as filters and answers name them. Written as in the log's index on users, which serves nothing else. */
export const USER = Prisma.raw(`coalesce(user_id, '${BATCH_USER_ID}')`);

/** SQL: which rows the filters let through, as conditions that follow others. */
export function filteredBy({ feature, user, model, provider }: UsageFilters): Prisma.Sql {
  return Prisma.join(
    [
      oneOf(Prisma.raw("feature"), feature),
      oneOf(USER, user),
      oneOf(Prisma.raw("model"), model),
      oneOf(Prisma.raw("provider"), provider),
    ],
    " ",
  );
}

function oneOf(value: Prisma.Sql, values: readonly (string | null)[] | undefined): Prisma.Sql {
  if (values === undefined) return Prisma.empty;
  const named = values.filter((wanted) => wanted !== null);
  if (named.length === values.length) return Prisma.sql`AND ${value} = ANY(${named}::text[])`;
  return Prisma.sql`AND (${value} = ANY(${named}::text[]) OR ${value} IS NULL)`;
}
