// A process that uses the embedded database of the folder given. It says what it got, as one line of JSON, and releases
// it when its input ends. It runs the build, as the API does.
import { acquireEmbeddedDatabase } from "usage-db/embedded";

const database = await acquireEmbeddedDatabase({
  directory: process.argv[2] ?? "",
  onProgress: (message) => process.stderr.write(`${message}\n`),
});
process.stdout.write(
  `${JSON.stringify({ connectionString: database.connectionString, directory: database.directory })}\n`,
);
process.stdin.on("end", () => void database.release()).resume();
