/**
 * The connection string with the session's zone pinned to UTC. Without it Prisma's driver adapter reads and writes
 * `timestamptz` wrongly on a server with another zone. Options that the string has already are kept.
 */
export function sessionUrl(connectionString: string): string {
  const url = new URL(connectionString);
  const options = url.searchParams.get("options");
  url.searchParams.set("options", [options, "-c TimeZone=UTC"].filter(Boolean).join(" "));
  return url.href;
}
