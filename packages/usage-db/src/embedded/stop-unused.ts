import { withFileLock } from "./file-lock.ts";
import { stopServer } from "./server.ts";
import { hasUsers, removeUser } from "./users.ts";

interface SharedServer {
  readonly data: string;
  readonly lock: string;
  readonly users: string;
}

/** Stops the server unless a process uses it. `leaving` is the note of a user that no longer does. */
export async function stopUnused({ data, lock, users }: SharedServer, leaving?: string): Promise<void> {
  await withFileLock(lock, async () => {
    if (leaving !== undefined) removeUser(leaving);
    if (!hasUsers(users)) await stopServer(data);
  });
}
