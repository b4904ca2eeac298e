// Records calls and ends, in the way that the first argument names. The second is the server's address.
import { UsageRecorder } from "usage-client";

const [, , way, url] = process.argv;
const call = { feature: "assistant_chat", model: "gpt-4o", inputTokens: 10, outputTokens: 5, success: true };
const logger = { info: () => {}, warn: () => {}, error: (fields) => console.log(JSON.stringify(fields)) };
const recorder = new UsageRecorder({ url, apiKey: "key-1", intervalMs: 600_000, logger });

for (let index = 0; index < 3; index++) recorder.record({ ...call, id: `call-${index}` });

if (way === "late") {
  process.once("beforeExit", () => setTimeout(() => recorder.record({ ...call, id: "late" }), 1));
}
if (way === "signal") {
  process.once("SIGTERM", () => void recorder.close().then(() => process.exit()));
  process.kill(process.pid, "SIGTERM");
}
