// A process that has a server. It says where the server listens, and waits to be killed.
import { startTestApi } from "api/testing";

const [, , variables] = process.argv;
const { url } = await startTestApi(JSON.parse(variables));
process.stdout.write(`${url}\n`);
process.stdin.resume();
