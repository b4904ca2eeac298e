import fc from "fast-check";
import { checkUsageLog } from "usage-core";
import { describe, expect, it } from "vitest";
import { DEFAULT_ATTRIBUTE_NAMES } from "./attribute-names.ts";
import { mapTraces } from "./map-traces.ts";
import type { AttributeValue, Span } from "./span.ts";

const TRACE_ID = "5b8efff798038103d269b633813fc60c";

/** A successful chat of gpt-5, with what is given in place of it or beside it; `undefined` takes an attribute away. */
function chat(given: Record<string, AttributeValue | undefined> = {}, span: Partial<Span> = {}): Span {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.usage.input_tokens": 100n,
    "gen_ai.usage.output_tokens": 20n,
    ...given,
  };
  return {
    traceId: TRACE_ID,
    spanId: "eee19b7ec3c1b174",
    parentSpanId: "",
    start: 1_795_512_600_000_000_001n,
    end: 1_795_512_600_250_499_999n,
    attributes: new Map(
      Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
    failed: false,
    resource: new Map(),
    ...span,
  };
}

const map = (...spans: Span[]) => mapTraces(spans, DEFAULT_ATTRIBUTE_NAMES);

function callOf(span: Span) {
  const { calls } = map(span);
  expect(calls).toHaveLength(1);
  return calls[0]?.call;
}

function reasonOf(span: Span) {
  const { unmapped } = map(span);
  expect(unmapped).toHaveLength(1);
  return unmapped[0]?.reason;
}

describe("which spans are calls", () => {
  it.each(["chat", "text_completion", "generate_content", "embeddings"])("%s is one", (operation) => {
    expect(map(chat({ "gen_ai.operation.name": operation }))).toMatchObject({ calls: [{}], skipped: 0, unmapped: [] });
  });

  it.each(["invoke_agent", "create_agent", "invoke_workflow", "plan", "execute_tool", "retrieval", "fetch_response"])(
    "%s is none, though it tells of usage",
    (operation) => {
      expect(map(chat({ "gen_ai.operation.name": operation }))).toEqual({ calls: [], skipped: 1, unmapped: [] });
    },
  );

  it("a span of other software is none", () => {
    const http = { ...chat(), attributes: new Map([["http.request.method", "GET"]]) };
    expect(map(http)).toEqual({ calls: [], skipped: 1, unmapped: [] });
  });

  it("usage of an operation that nobody knows is not dropped in silence", () => {
    expect(reasonOf(chat({ "gen_ai.operation.name": "dream" }))).toBe(
      'tells of usage, but its operation "dream" is not one that calls a model',
    );
    expect(
      map(
        chat({
          "gen_ai.operation.name": "dream",
          "gen_ai.usage.input_tokens": undefined,
          "gen_ai.usage.output_tokens": undefined,
        }),
      ),
    ).toEqual({ calls: [], skipped: 1, unmapped: [] });
  });

  it("a span from before operations had names is one, by its model and its usage or its provider", () => {
    expect(callOf(chat({ "gen_ai.operation.name": undefined }))).toMatchObject({ model: "gpt-5", inputTokens: 100 });
    const failed = chat(
      {
        "gen_ai.operation.name": undefined,
        "gen_ai.usage.input_tokens": undefined,
        "gen_ai.usage.output_tokens": undefined,
      },
      { failed: true },
    );
    expect(callOf(failed)).toMatchObject({ success: false, inputTokens: 0, outputTokens: 0 });
    expect(map(chat({ "gen_ai.operation.name": undefined, "gen_ai.request.model": undefined }))).toMatchObject({
      calls: [],
      skipped: 1,
    });
  });

  it("an agent from before operations had names is none above its calls, with other spans between them", () => {
    const agent = chat({ "gen_ai.operation.name": undefined }, { spanId: "a".repeat(16) });
    const between = { ...chat(), spanId: "b".repeat(16), parentSpanId: agent.spanId, attributes: new Map() };
    const calls = ["c", "d"].map((id) => chat({}, { spanId: id.repeat(16), parentSpanId: between.spanId }));
    const mapped = map(...calls, between, agent);
    expect(mapped.calls.map(({ call }) => call.id)).toEqual(calls.map(({ spanId }) => `${TRACE_ID}-${spanId}`));
    expect(mapped).toMatchObject({ skipped: 2, unmapped: [] });
  });

  it("of a framework's span and the client's below it, with one response id, the client's counts", () => {
    const response = { "gen_ai.response.id": "resp-1" };
    const framework = chat({ ...response, "gen_ai.request.model": "alias" }, { spanId: "a".repeat(16) });
    const client = chat(response, { spanId: "b".repeat(16), parentSpanId: framework.spanId });
    const mapped = map(framework, client);
    expect(mapped.calls.map(({ call }) => call.model)).toEqual(["gpt-5"]);
    expect(mapped.skipped).toBe(1);
  });

  it("a call inside a call, each with a response of its own, counts beside it", () => {
    const outer = chat({ "gen_ai.response.id": "resp-1" }, { spanId: "a".repeat(16) });
    const inner = chat({ "gen_ai.response.id": "resp-2" }, { spanId: "b".repeat(16), parentSpanId: outer.spanId });
    expect(map(outer, inner).calls).toHaveLength(2);
  });

  it("spans that are their own ancestors are no endless search", () => {
    const self = chat({}, { parentSpanId: "eee19b7ec3c1b174" });
    expect(map(self).calls).toHaveLength(1);
    const ring = ["a", "b", "c"].map((id, index) => ({
      ...chat(),
      spanId: id.repeat(16),
      parentSpanId: (["b", "c", "a"][index] ?? "").repeat(16),
      attributes: new Map(),
    }));
    expect(map(chat({}, { parentSpanId: "a".repeat(16) }), ...ring).calls).toHaveLength(1);
  });

  it("a chain of as many spans as a request may have is walked once", () => {
    const id = (index: number) => String(index + 1).padStart(16, "0");
    const chain = Array.from({ length: 50_000 }, (_, index) =>
      chat(
        { "gen_ai.operation.name": index % 2 === 0 ? "chat" : "execute_tool" },
        { spanId: id(index), parentSpanId: index === 0 ? "" : id(index - 1) },
      ),
    );
    expect(map(...chain.reverse())).toMatchObject({ skipped: 25_000, unmapped: [] });
  });
});

describe("names", () => {
  /** Each new name and the old ones of the same. */
  const OLD_NAMES: Record<string, string[]> = {
    "gen_ai.provider.name": ["gen_ai.system"],
    "gen_ai.usage.input_tokens": ["gen_ai.usage.prompt_tokens"],
    "gen_ai.usage.output_tokens": ["gen_ai.usage.completion_tokens"],
    "gen_ai.usage.cache_read.input_tokens": ["gen_ai.usage.cache_read_input_tokens"],
    "gen_ai.usage.cache_write.input_tokens": [
      "gen_ai.usage.cache_creation.input_tokens",
      "gen_ai.usage.cache_creation_input_tokens",
    ],
    "gen_ai.usage.reasoning.output_tokens": ["gen_ai.usage.reasoning_tokens"],
    "openai.response.service_tier": ["gen_ai.openai.response.service_tier"],
    "openai.request.service_tier": ["gen_ai.openai.request.service_tier"],
    "gen_ai.usage.cost": ["gen_ai.usage.total_cost"],
  };
  const NAMES = Object.keys(OLD_NAMES);
  const count = fc.bigInt({ min: 0n, max: 2_000n });
  const values = fc.record(
    {
      "gen_ai.provider.name": fc.constantFrom("openai", "anthropic", "az.ai.openai"),
      "gen_ai.usage.input_tokens": count,
      "gen_ai.usage.output_tokens": count,
      "gen_ai.usage.cache_read.input_tokens": count,
      "gen_ai.usage.cache_write.input_tokens": count,
      "gen_ai.usage.reasoning.output_tokens": count,
      "openai.response.service_tier": fc.constantFrom("flex", "default", "priority"),
      "openai.request.service_tier": fc.constantFrom("auto", "flex"),
      "gen_ai.usage.cost": fc.double({ min: 0, max: 10, noNaN: true }),
    },
    { requiredKeys: [] },
  );
  const spelling = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.nat(OLD_NAMES[name]?.length ?? 0)])));

  it("old and new, in any mixture, tell of the same call", () => {
    fc.assert(
      fc.property(values, spelling, fc.boolean(), (values, spelling, failed) => {
        const renamed = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [OLD_NAMES[name]?.[(spelling[name] ?? 0) - 1] ?? name, value]),
        );
        const none = {
          "gen_ai.provider.name": undefined,
          "gen_ai.usage.input_tokens": undefined,
          "gen_ai.usage.output_tokens": undefined,
        };
        expect(map(chat({ ...none, ...renamed }, { failed }))).toEqual(map(chat({ ...none, ...values }, { failed })));
      }),
    );
  });

  it("cached tokens under two names are counted once", () => {
    expect(
      callOf(chat({ "gen_ai.usage.cache_write.input_tokens": 60n, "gen_ai.usage.cache_creation.input_tokens": 60n })),
    ).toMatchObject({ inputTokens: 100, cacheWriteTokens: 60 });
  });

  it.each([
    ["az.ai.openai", "azure.ai.openai"],
    ["openai.responses", "openai"],
    ["google.generative-ai", "gcp.gemini"],
    ["constructor", "constructor"],
  ])("the provider %s is %s", (told, provider) => {
    expect(callOf(chat({ "gen_ai.provider.name": told }))?.provider).toBe(provider);
  });

  it("the model and the tier that served come before those that were asked for", () => {
    const served = chat({
      "gen_ai.response.model": "gpt-5-2025-08-07",
      "openai.request.service_tier": "priority",
      "openai.response.service_tier": "default",
    });
    expect(callOf(served)).toMatchObject({ model: "gpt-5-2025-08-07", serviceTier: null });
    expect(callOf(chat({ "openai.request.service_tier": "priority" }))?.serviceTier).toBe("priority");
  });

  it("user, feature and firm are the span's, else the service's, the first name first", () => {
    const resource = new Map([
      ["service.name", "shop"],
      ["usage.feature", "search"],
      ["usage.firm.id", "acme"],
      ["user.id", "ana"],
    ]);
    expect(map(chat({ "gen_ai.agent.name": "helper" }, { resource })).calls).toMatchObject([
      { firmId: "acme", call: { userId: "ana", feature: "search" } },
    ]);
    expect(callOf(chat({ "user.id": "bob", "usage.feature": "chat" }, { resource }))).toMatchObject({
      userId: "bob",
      feature: "chat",
    });
    expect(callOf(chat({ "enduser.id": 7n, "user.id": "x" }, { resource }))?.userId).toBe("7");
    expect(callOf(chat({ "gen_ai.agent.name": "helper", "service.name": "shop" }))?.feature).toBe("helper");
    expect(map(chat()).calls).toMatchObject([{ firmId: null, call: { userId: null, feature: "unknown" } }]);
    const own = { user: ["app.user"], feature: ["app.feature"], firm: "app.firm" };
    const told = chat({ "app.user": "u", "app.feature": "f", "app.firm": "g", "user.id": "x", "usage.firm.id": "y" });
    expect(mapTraces([told], own).calls).toMatchObject([{ firmId: "g", call: { userId: "u", feature: "f" } }]);
  });
});

describe("counts", () => {
  it("that disagree leave the call its whole counts, and are kept as they were told", () => {
    const cached = { "gen_ai.usage.cache_read.input_tokens": 90n, "gen_ai.usage.cache_write.input_tokens": 20n };
    expect(map(chat({ ...cached, "gen_ai.usage.reasoning.output_tokens": 5n })).calls).toMatchObject([
      {
        call: { inputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 20, reasoningTokens: 5 },
        mismatch: { inputTokens: 100, cacheReadTokens: 90, cacheWriteTokens: 20, outputTokens: 20, reasoningTokens: 5 },
      },
    ]);
    expect(map(chat({ "gen_ai.usage.reasoning.output_tokens": 21n })).calls).toMatchObject([
      { call: { outputTokens: 20, reasoningTokens: 0 }, mismatch: { outputTokens: 20, reasoningTokens: 21 } },
    ]);
  });

  it("are always such that the call passes the contract, with a mismatch only where a part exceeds its whole", () => {
    const count = fc.bigInt({ min: 0n, max: 100n });
    fc.assert(
      fc.property(count, count, count, count, count, (input, read, write, output, reasoning) => {
        const [mapped] = map(
          chat({
            "gen_ai.usage.input_tokens": input,
            "gen_ai.usage.cache_read.input_tokens": read,
            "gen_ai.usage.cache_write.input_tokens": write,
            "gen_ai.usage.output_tokens": output,
            "gen_ai.usage.reasoning.output_tokens": reasoning,
          }),
        ).calls;
        expect(checkUsageLog(mapped?.call)).toHaveProperty("log");
        expect(mapped?.mismatch === null).toBe(read + write <= input && reasoning <= output);
        expect(mapped?.call).toMatchObject({ inputTokens: Number(input), outputTokens: Number(output) });
      }),
    );
  });

  it.each([
    ["12", 12],
    [12, 12],
    ["many", Number.NaN],
    [true, Number.NaN],
    [-1n, -1],
    [1.5, 1.5],
  ])("told as %s are %d, for the recorder to judge", (told, count) => {
    expect(callOf(chat({ "gen_ai.usage.input_tokens": told }))?.inputTokens).toBe(count);
  });

  it("of a failed call may be missing, of one that succeeded not, unless its cost is told", () => {
    const none = { "gen_ai.usage.input_tokens": undefined, "gen_ai.usage.output_tokens": undefined };
    expect(callOf(chat({ ...none, "error.type": "timeout" }))).toMatchObject({
      success: false,
      errorCode: "timeout",
      inputTokens: 0,
    });
    expect(callOf(chat({ ...none, "gen_ai.usage.cost": 0.04 }))).toMatchObject({ costOriginal: "0.04" });
    expect(reasonOf(chat(none))).toMatch(/^tells of no usage; set gen_ai.usage.input_tokens/);
  });
});

describe("cost", () => {
  it.each([
    [0.1 + 0.2, "0.30000000000000004"],
    [1e-7, "0.0000001"],
    [1.5e-19, "0"],
    [2.5e-18, "0.000000000000000002"],
    [3n, "3"],
    [0, "0"],
    ["0.50", "0.5"],
  ])("of %s is %s USD", (told, cost) => {
    expect(callOf(chat({ "gen_ai.usage.cost": told }))).toMatchObject({ costOriginal: cost, currency: "USD" });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0.1, "dear", true, ""])("of %s is none", (told) => {
    expect(callOf(chat({ "gen_ai.usage.cost": told }))).toMatchObject({ costOriginal: null, currency: null });
  });
});

describe("id, time and failure", () => {
  it("an id is the response's, else the span's, and never too long", () => {
    expect(callOf(chat({ "gen_ai.response.id": "resp-1" }))?.id).toBe("resp-1");
    expect(callOf(chat({ "gen_ai.response.id": "" }))?.id).toBe(`${TRACE_ID}-eee19b7ec3c1b174`);
    const long = (end: string) => callOf(chat({ "gen_ai.response.id": `${"x".repeat(300)}${end}` }))?.id;
    expect(long("a")).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(long("a")).not.toBe(long("b"));
  });

  it.each(["", "00000000000000000000000000000000", "abcd"])(
    "a span of the trace %j has no id of its own",
    (traceId) => {
      expect(reasonOf(chat({}, { traceId }))).toMatch(/^has neither gen_ai.response.id nor a trace id/);
    },
  );

  it("a call was made when its span started, to the nanosecond, and took the span's time", () => {
    expect(callOf(chat())).toMatchObject({ createdAt: "2026-11-24T09:30:00.000000001Z", latencyMs: 250 });
    expect(callOf(chat({}, { end: 0n }))?.latencyMs).toBeNull();
    expect(callOf(chat({}, { end: 2n ** 64n - 1n }))?.latencyMs).toBeNull();
    expect(callOf(chat({}, { start: 0n }))).toMatchObject({
      createdAt: "2026-11-24T09:30:00.250499999Z",
      latencyMs: null,
    });
    expect(reasonOf(chat({}, { start: 0n, end: 0n }))).toBe("has no startTimeUnixNano");
  });

  it("a failure is the status or error.type, whose name is cut where a character ends", () => {
    expect(callOf(chat({}, { failed: true }))).toMatchObject({ success: false, errorCode: null });
    const errorCode = callOf(chat({ "error.type": `${"x".repeat(199)}😀` }))?.errorCode;
    expect(errorCode).toBe("x".repeat(199));
  });

  it("a call without a model cannot be made out", () => {
    expect(reasonOf(chat({ "gen_ai.request.model": undefined }))).toBe(
      "names no model; set gen_ai.response.model or gen_ai.request.model",
    );
  });
});

it("every span is a call, skipped or unmapped", () => {
  const names = ["gen_ai.operation.name", "gen_ai.request.model", "gen_ai.usage.input_tokens", "gen_ai.response.id"];
  const operations = fc.constantFrom("chat", "invoke_agent", "dream", "", undefined);
  const id = fc.constantFrom("a", "b", "c", "d");
  const span = fc.record({ operation: operations, absent: fc.subarray(names), id, parent: id, response: id });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (sent) => {
      const spans = sent.map(({ operation, absent, id, parent, response }) =>
        chat(
          {
            "gen_ai.operation.name": operation,
            "gen_ai.response.id": response,
            ...Object.fromEntries(absent.map((name) => [name, undefined])),
          },
          { spanId: id.repeat(16), parentSpanId: parent.repeat(16) },
        ),
      );
      const { calls, skipped, unmapped } = map(...spans);
      expect(skipped).toBeGreaterThanOrEqual(0);
      expect(calls.length + skipped + unmapped.length).toBe(spans.length);
    }),
  );
});
