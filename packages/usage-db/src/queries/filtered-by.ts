import { BATCH_USER_ID, type UsageFilters } from "usage-core";
import { Prisma } from "../generated/client.ts";

/** SQL: which rows the filters let through, as conditions that follow others. */
export function filteredBy({ feature, user, model, provider }: UsageFilters): Prisma.Sql {
  return Prisma.join(
    [
      oneOf(Prisma.raw("feature"), feature),
      oneOf(
        Prisma.raw("user_id"),
        user?.map((id) => (id === BATCH_USER_ID ? null : id)),
      ),
      oneOf(Prisma.raw("model"), model),
      oneOf(Prisma.raw("provider"), provider),
    ],
    " ",
  );
}

function oneOf(column: Prisma.Sql, values: readonly (string | null)[] | undefined): Prisma.Sql {
  if (values === undefined) return Prisma.empty;
  const named = values.filter((value) => value !== null);
  if (named.length === values.length) return Prisma.sql`AND ${column} = ANY(${named}::text[])`;
  return Prisma.sql`AND (${column} = ANY(${named}::text[]) OR ${column} IS NULL)`;
}
