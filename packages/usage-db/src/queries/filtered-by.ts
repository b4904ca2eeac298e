import { BATCH_USER_ID, type UsageFilters } from "usage-core";
import { Prisma } from "../generated/client.ts";

/** A user as filters and answers name them, batch jobs too. Written as the log's index on users has it. */
export const USER = Prisma.raw(`coalesce(user_id, '${BATCH_USER_ID}')`);

/**
 * SQL: the filters as further conditions, on single calls of the log or on the sums of the rollup and the deltas. The
 * index of the rollup has the bare `user_id`.
 */
export function filteredBy({ feature, user, model, provider }: UsageFilters, rows: "log" | "sums"): Prisma.Sql {
  const bareUsers = user?.map((id) => (id === BATCH_USER_ID ? null : id));
  return Prisma.join(
    [
      oneOf(Prisma.raw("feature"), feature),
      rows === "log" ? oneOf(USER, user) : oneOf(Prisma.raw("user_id"), bareUsers),
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
