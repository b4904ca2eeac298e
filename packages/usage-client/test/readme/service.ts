import OpenAI from "openai";
import { fromOpenAI, UsageRecorder } from "usage-client";

const openai = new OpenAI();
const url = process.env["USAGE_URL"] ?? "http://localhost:3000";
const recorder = new UsageRecorder({ url, apiKey: process.env["USAGE_API_KEY"] ?? "" });
process.once("SIGTERM", () => void recorder.close().then(() => process.exit())); // sends what waits

export async function answer(question: string, userId: string) {
  const response = await openai.responses.create({ model: "gpt-4o", input: question });
  recorder.record(fromOpenAI(response, { feature: "assistant_chat", userId })); // never throws, never waits
  return response.output_text;
}
