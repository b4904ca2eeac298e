import { once } from "node:events";
import { createServer } from "node:http";
import { startTestApi } from "api/testing";
import { runSql } from "usage-db/testing";
import { expect, it, vi } from "vitest";
import { startRealLedger } from "./support/real-ledger.ts";

/** As OpenAI's Responses API answers. */
const RESPONSE = {
  id: "resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b",
  object: "response",
  status: "completed",
  error: null,
  model: "gpt-4o-2024-08-06",
  service_tier: "default",
  output: [
    {
      id: "msg_1",
      type: "message",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "Bună!", annotations: [] }],
    },
  ],
  usage: {
    input_tokens: 1_200,
    input_tokens_details: { cached_tokens: 1_000 },
    output_tokens: 310,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 1_510,
  },
};

/** Answers everything with one response. */
async function providerServer() {
  const server = createServer((_request, reply) => {
    reply.setHeader("content-type", "application/json").end(JSON.stringify(RESPONSE));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

it("has the call of the README's service in the ledger, priced, once the service was told to end", {
  timeout: 120_000,
}, async () => {
  await using ledger = await startRealLedger();
  const rate = "INSERT INTO exchange_rates (currency, date, rate) VALUES ('USD', current_date - 1, 1.25)";
  await runSql(ledger.connectionString, rate);
  await using api = await startTestApi(ledger.variables);
  await using provider = await providerServer();
  vi.stubEnv("OPENAI_BASE_URL", provider.url);
  vi.stubEnv("OPENAI_API_KEY", "provider-key");
  vi.stubEnv("USAGE_URL", api.url);
  vi.stubEnv("USAGE_API_KEY", ledger.apiKey);
  const others = process.listeners("SIGTERM");
  const { answer } = await import("./readme/service.ts");
  const listeners = process.listeners("SIGTERM").filter((listener) => !others.includes(listener));

  expect(await answer("Ce mai faci?", "ana")).toBe("Bună!");
  const exited = new Promise<unknown>((resolve) => {
    vi.spyOn(process, "exit").mockImplementation((code) => resolve(code) as never);
  });
  for (const listener of listeners) listener("SIGTERM");
  expect(await exited).toBeUndefined();

  const rows = await runSql(
    ledger.connectionString,
    `SELECT id, user_id, feature, provider, model, input_tokens::int, cache_read_tokens::int, output_tokens::int, success, source,
            price, trim_scale(cost_original)::text AS usd, trim_scale(cost_eur)::text AS eur
       FROM ai_usage_log`,
  );
  expect(rows).toEqual([
    {
      id: RESPONSE.id,
      user_id: "ana",
      feature: "assistant_chat",
      provider: "openai",
      model: "gpt-4o-2024-08-06",
      input_tokens: 1_200,
      cache_read_tokens: 1_000,
      output_tokens: 310,
      success: true,
      source: "api",
      price: expect.stringContaining("gpt-4o"),
      // 200 at 2.50, 1,000 cached at 1.25 and 310 at 10 dollars a million; 1.25 dollars a euro.
      usd: "0.00485",
      eur: "0.00388",
    },
  ]);
});
