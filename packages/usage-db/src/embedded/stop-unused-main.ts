// A program: stops the server of a project when nobody uses it. Run when a user was killed before it could do so.
import { stopUnused } from "./stop-unused.ts";

const [data = "", lock = "", users = ""] = process.argv.slice(2);
await stopUnused({ data, lock, users });
