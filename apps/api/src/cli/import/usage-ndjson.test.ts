import { checkUsageLog, describeFaults } from "usage-core";
import { describe, expect, it } from "vitest";
import { NOTHING_GIVEN } from "./given-fields.ts";
import { readLines } from "./read-lines.ts";
import { usageNdjson } from "./usage-ndjson.ts";

const CALL = {
  id: "a",
  feature: "f",
  model: "m",
  inputTokens: 1,
  outputTokens: 2,
  success: true,
  createdAt: "2026-11-24T09:30:00Z",
};

/** What may be left out of a call. */
const LEFT_OUT = {
  userId: null,
  provider: null,
  serviceTier: null,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  costEur: null,
  costOriginal: null,
  currency: null,
  errorCode: null,
  latencyMs: null,
};

async function outcomesOf(content: string | Buffer, values: readonly [string, string][] = []) {
  async function* bytes() {
    yield Buffer.from(content);
  }
  const given = { ...NOTHING_GIVEN, values: new Map(values) };
  const outcomes = [];
  for await (const { place, content: found } of usageNdjson(readLines(bytes()), given).records) {
    if ("fault" in found) outcomes.push({ place, fault: found.fault });
    else for (const { call } of found.calls) outcomes.push({ place, ...checked(call) });
  }
  return outcomes;
}

function checked(call: unknown) {
  const result = checkUsageLog(call);
  return "log" in result ? result : { fault: describeFaults(result.faults) };
}

/** The line of a call whose cost is written as it stands. */
function withCost(cost: string): string {
  return `${JSON.stringify(CALL).slice(0, -1)},"costEur":${cost}}`;
}

describe("usageNdjson", () => {
  it("takes an absent user and cost as those of a batch job that is not priced", async () => {
    expect(await outcomesOf(`${JSON.stringify(CALL)}\n`)).toEqual([{ place: "line 1", log: { ...LEFT_OUT, ...CALL } }]);
  });

  it.each([
    ["0.1", "0.1"],
    ["123456789012.123456789012", "123456789012.123456789012"],
    ["1e-7", "0.0000001"],
    ["-0", "0"],
    ["0.30000000000000004", null],
    ['"0.5"', "0.5"],
    ['"1E-12"', "0.000000000001"],
  ])("keeps every digit of the cost %s", async (cost, exact) => {
    const [outcome] = await outcomesOf(withCost(cost));
    expect(outcome !== undefined && "log" in outcome ? outcome.log.costEur : null).toBe(exact);
  });

  it("is not confused by digits and quotes within texts", async () => {
    const line = withCost("7.25").replace('"a"', '"1\\",\\"costEur\\":9 \\\\"');
    expect(await outcomesOf(line)).toEqual([
      { place: "line 1", log: { ...LEFT_OUT, ...CALL, id: '1","costEur":9 \\', costEur: "7.25" } },
    ]);
  });

  it.each([
    ["{", "is not JSON"],
    ["null", "must be an object with the fields of a call"],
    ["[1]", "must be an object with the fields of a call"],
    [withCost("1e400"), 'costEur: "1e400" must be a decimal of EUR'],
    [withCost("-0.5"), 'costEur: "-0.5" must be a decimal of EUR'],
    [withCost("true"), "costEur: true must be a decimal of EUR as text"],
    [JSON.stringify({ ...CALL, inputTokens: 1.5 }), "inputTokens: 1.5 must be a whole number"],
    [JSON.stringify({ ...CALL, inputTokens: "12" }), 'inputTokens: "12" must be a whole number'],
    [JSON.stringify(CALL).replace(":1,", ":1e400,"), "inputTokens: Infinity must be a whole number"],
    [JSON.stringify({ ...CALL, id: undefined }), "id: is missing"],
    [JSON.stringify({ ...CALL, cost: 1 }), "cost: is not a field of a call; leave it out"],
    [JSON.stringify({ ...CALL, id: "\ud800" }), "id: "],
    [JSON.stringify({ ...CALL, id: "a\0" }), "must be text without NUL or lone surrogates"],
    [`{"id":"${"x".repeat(70_000)}"}`, "is longer than 64 KiB"],
  ])("tells what is wrong with %s", async (line, fault) => {
    const [outcome] = await outcomesOf(line);
    expect(outcome).toMatchObject({ place: "line 1", fault: expect.stringContaining(fault) });
  });

  it("keeps every digit of a cost in another currency", async () => {
    const line = `${JSON.stringify(CALL).slice(0, -1)},"costOriginal":0.123456789012345678,"currency":"USD"}`;
    expect(await outcomesOf(line)).toMatchObject([{ log: { costOriginal: "0.123456789012345678" } }]);
  });

  it("gives every call what is set", async () => {
    const line = JSON.stringify(CALL);
    expect(
      await outcomesOf(line, [
        ["feature", "search"],
        ["latencyMs", "12"],
      ]),
    ).toMatchObject([{ log: { feature: "search", latencyMs: 12 } }]);
  });

  it("tells of every field that is wrong at once", async () => {
    const line = JSON.stringify({ ...CALL, success: "yes", createdAt: "2026-11-24T09:30:00" });
    const [outcome] = await outcomesOf(line);
    expect(outcome).toMatchObject({
      fault: expect.stringMatching(/success: "yes" must be true or false; createdAt: /),
    });
  });

  it("passes over empty lines and remarks of why a line was rejected", async () => {
    const content = `\n{"rejectedBecause":"line 7: is not JSON"}\n${JSON.stringify(CALL)}\r\n  \n`;
    expect((await outcomesOf(content)).map(({ place }) => place)).toEqual(["line 3"]);
  });
});
