import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { RouterInputs, RouterOutputs } from "api/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createUsageClient, type UsageClient } from "./create-usage-client.ts";

const { router, procedure } = initTRPC.create();

/** Answers as the API does, with its own names, and keeps what it was asked. */
async function trpcServer() {
  const asked: { readonly method: string | undefined; readonly path: string; readonly authorization: unknown }[] = [];
  const handler = createHTTPHandler({
    basePath: "/trpc/",
    allowMethodOverride: true,
    router: router({
      firms: router({ list: procedure.query(() => []) }),
      usage: router({
        // Without a schema, tRPC passes no input on.
        explore: procedure.input((input) => input).query(({ input }) => input),
        currentMonthSpend: procedure.query(() => ({ data: 12.5 })),
        overview: procedure.query(() => {
          throw new TRPCError({ code: "FORBIDDEN", message: "the key is another firm's" });
        }),
      }),
      ingest: router({ record: procedure.mutation(() => ({ results: [] })) }),
    }),
  });
  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    asked.push({ method: request.method, path: pathname, authorization: request.headers.authorization });
    handler(request, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

describe("createUsageClient", () => {
  it("has the API's own types", () => {
    type Overview = UsageClient["usage"]["overview"]["query"];
    expectTypeOf<Parameters<Overview>[0]>().toEqualTypeOf<RouterInputs["usage"]["overview"]>();
    expectTypeOf<Awaited<ReturnType<Overview>>>().toEqualTypeOf<RouterOutputs["usage"]["overview"]>();
    expectTypeOf<Awaited<ReturnType<Overview>>>().not.toBeAny();
    expectTypeOf<UsageClient["usage"]>().not.toHaveProperty("inventions");
  });

  it.each(["", "/"])(
    "asks questions of one tick in one request, with the key, below the address with %j",
    async (end) => {
      await using server = await trpcServer();
      const client = createUsageClient({ url: `${server.url}${end}`, apiKey: "key-1" });
      const [spend, firms] = await Promise.all([
        client.usage.currentMonthSpend.query({ firmId: "acme" }),
        client.firms.list.query(),
      ]);
      expect(spend).toEqual({ data: 12.5 });
      expect(firms).toEqual([]);
      expect(server.asked).toEqual([
        { method: "GET", path: "/trpc/usage.currentMonthSpend,firms.list", authorization: "Bearer key-1" },
      ]);
    },
  );

  it("asks at most twenty questions in a request", async () => {
    await using server = await trpcServer();
    const client = createUsageClient({ url: server.url, apiKey: "key-1" });
    await Promise.all(Array.from({ length: 45 }, () => client.firms.list.query()));
    expect(server.asked.map(({ path }) => path.split(",").length)).toEqual([20, 20, 5]);
  });

  it("asks what is too long for an address in a body of its own, however long, and all else as ever", async () => {
    await using server = await trpcServer();
    const client = createUsageClient({ url: server.url, apiKey: "key-1" });
    const range = { startDate: "2026-11-01", endDate: "2026-11-30" };
    const asked = (values: number) => {
      const ids = Array.from({ length: values }, () => randomUUID());
      return { firmId: "acme", range, filters: { user: ids, feature: ids } };
    };
    const questions = Array.from({ length: 100 }, (_, index) => asked(index + 1));
    const answers = await Promise.all(questions.map((question) => client.usage.explore.query(question)));
    expect(answers).toEqual(questions);
    const inBodies = server.asked.filter(({ method }) => method === "POST");
    expect(new Set(inBodies.map(({ path }) => path))).toEqual(new Set(["/trpc/usage.explore"]));
    // The rest fit: about 90 characters a pair of values.
    expect(questions.length - inBodies.length).toBeGreaterThan(50);
  });

  it("sends what writes calls alone", async () => {
    await using server = await trpcServer();
    const client: object = createUsageClient({ url: server.url, apiKey: "key-1" });
    const record = () => Reflect.get(Reflect.get(client, "ingest"), "record").mutate({ calls: [] });
    await Promise.all([record(), record()]);
    expect(server.asked).toEqual([
      { method: "POST", path: "/trpc/ingest.record", authorization: "Bearer key-1" },
      { method: "POST", path: "/trpc/ingest.record", authorization: "Bearer key-1" },
    ]);
  });

  it("throws what the server says", async () => {
    await using server = await trpcServer();
    const client = createUsageClient({ url: server.url, apiKey: "key-1" });
    await expect(client.usage.overview.query({ firmId: "acme" })).rejects.toMatchObject({
      message: "the key is another firm's",
      data: { code: "FORBIDDEN", httpStatus: 403 },
    });
  });

  it("refuses what can never work", () => {
    expect(() => createUsageClient({ url: "localhost:3000", apiKey: "key-1" })).toThrow("url: ");
    expect(() => createUsageClient({ url: "http://localhost:3000", apiKey: "two words" })).toThrow("apiKey: ");
  });
});
