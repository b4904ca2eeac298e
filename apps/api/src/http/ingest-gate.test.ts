import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addErrorHandler } from "./error-handler.ts";
import { addIngestGate, IngestGate } from "./ingest-gate.ts";

let app: FastifyInstance;
/** Ends the requests at work. */
let finish: () => void;
let atWork: number;
let bodiesRead: number;

beforeEach(async () => {
  app = Fastify();
  addErrorHandler(app);
  atWork = 0;
  bodiesRead = 0;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const gate = new IngestGate();
  await app.register(async (scope) => {
    addIngestGate(scope, gate, async (request) => String(request.headers["x-sender"]));
    scope.addHook("preParsing", async () => {
      bodiesRead += 1;
    });
    scope.post("/", async () => {
      atWork += 1;
      await finished;
      return "done";
    });
  });
});
afterEach(() => app.close());

const post = (sender: string) => app.inject({ method: "POST", url: "/", headers: { "x-sender": sender }, body: {} });

describe("the gate", () => {
  it("lets 12 of one sender in and tells the next to come again, before its body is read", async () => {
    const first = Array.from({ length: 12 }, () => post("a"));
    await expect.poll(() => atWork).toBe(12);
    const refused = await post("a");
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "1"]);
    expect(refused.json().error.message).toContain("send this one again");
    expect(bodiesRead).toBe(12);
    finish();
    expect((await Promise.all(first)).map(({ statusCode }) => statusCode)).toEqual(Array(12).fill(200));
    expect((await post("a")).statusCode).toBe(200);
  });

  it("lets 16 in of all, and another sender beside a busy one", async () => {
    const work = [...Array.from({ length: 12 }, () => post("a")), ...Array.from({ length: 4 }, () => post("b"))];
    await expect.poll(() => atWork).toBe(16);
    const refused = await post("c");
    expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "1"]);
    finish();
    await Promise.all(work);
    expect((await post("c")).statusCode).toBe(200);
  });
});
