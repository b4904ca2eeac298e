// A process that has a test server. It says where the server's data lies, and waits to be killed.
import { startTestPostgres } from "usage-db/testing";

const postgres = await startTestPostgres();
process.stdout.write(`${postgres.connectionString}\n`);
process.stdin.resume();
