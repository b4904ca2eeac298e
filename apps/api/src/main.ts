import { readEnv } from "./env.ts";
import { runUntilStopped } from "./start/run-until-stopped.ts";
import { startServer } from "./start/start-server.ts";

await runUntilStopped((run) => startServer(run, readEnv()));
