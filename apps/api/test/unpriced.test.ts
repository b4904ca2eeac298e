import { callPageSchema, callStorySchema, uncachedAnswerSchema } from "usage-core";
import { createFirm, insertUsageLogs } from "usage-db";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServices } from "../src/usage-services.ts";
import { OPS, type TestApi, testApi } from "./support/api.ts";
import { cli } from "./support/cli.ts";
import { type Procedure, procedures, sampleInput } from "./support/procedures.ts";
import { startTestDatabase } from "./support/test-database.ts";

const NOW = new Date("2026-11-30T12:00:00Z");
/** The first day of the next month in Bucharest. */
const NEXT_MONTH = new Date("2026-11-30T22:30:00Z");
const RANGE = { startDate: "2026-11-01", endDate: "2026-11-30" };

/** Firms by what is known of their calls' costs. `null` is unpriced; each call is on a day of its own, from the 24th. */
const FIRMS: Readonly<Record<string, readonly (string | null)[]>> = {
  "unpriced-only": [null, null],
  "a-day-unpriced": ["1.25", null, "2"],
  priced: ["1.25", "2"],
  free: ["0"],
  quiet: [],
};

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let api: TestApi;

beforeAll(async () => {
  test = await startTestDatabase();
  const { database } = test;
  for (const [id, costs] of Object.entries(FIRMS)) {
    await createFirm(database, { id, name: id, timeZone: "Europe/Bucharest" });
    const logs = costs.map((costEur, index) => ({
      id: String(index),
      userId: `user-${index}`,
      feature: `feature_${index}`,
      model: `model-${index}`,
      inputTokens: 100,
      outputTokens: 20,
      costEur,
      success: true,
      createdAt: `2026-11-${24 + index}T10:00:00Z`,
    }));
    await insertUsageLogs(database, id, logs);
  }
  api = await apiAt(NOW);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await test[Symbol.asyncDispose]();
});

function apiAt(now: Date): Promise<TestApi> {
  const { database, cache } = test;
  const clock = () => now;
  return testApi(databaseServices({ database, cache, clock }), { clock });
}

/** A sum of costs in an answer, and the calls that it leaves out as the answer tells them beside it. */
interface ToldCost {
  readonly place: string;
  readonly cost: number;
  /** `undefined`: not told. */
  readonly unpricedCalls: unknown;
}

/** The counts that stand beside the costs. */
const COUNTS: Readonly<Record<string, string>> = {
  cost: "unpricedCalls",
  totalCost: "unpricedCalls",
  projectedMonthEnd: "projectionUnpricedCalls",
  // The answer that is nothing but a cost.
  data: "unpricedCalls",
};
/** Sums of calls whose cost is known. */
const OF_KNOWN_COSTS: ReadonlySet<string> = new Set(["reported", "computed"]);
const NO_COSTS =
  /calls|tokens|percent|rate$|conflicts|mismatches|^cacheAgeMs$|^successesWithoutTokens$|^(firms|differenceCount|weekday|hour)$/i;

/** Every cost that the answer holds. A number that nobody here knows is taken for one. */
function costsIn(value: unknown, place = "answer"): ToldCost[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]): ToldCost[] => {
    if (typeof inner === "object") return costsIn(inner, `${place}.${field}`);
    if (typeof inner !== "number" || NO_COSTS.test(field) || OF_KNOWN_COSTS.has(field)) return [];
    const count = COUNTS[field];
    if (count === undefined) throw new Error(`${place}.${field}: teach this file whether it is a cost`);
    return [{ place: `${place}.${field}`, cost: inner, unpricedCalls: Reflect.get(value, count) }];
  });
}

/** `true`: it counts calls, or holds a total of them. */
function isOfCalls(value: object): boolean {
  return "calls" in value && value.calls !== 0;
}

/** Of each call they tell whether its cost is known: there is no sum, and nothing to count. */
const OF_SINGLE_CALLS: readonly string[] = ["usage.calls", "usage.callStory"];

const questions = procedures.filter(
  ({ path, type, fields }) => type === "query" && fields.includes("firmId") && !OF_SINGLE_CALLS.includes(path),
);

function procedureOf(path: string): Procedure {
  const procedure = procedures.find((each) => each.path === path);
  if (procedure === undefined) throw new Error(`there is no ${path}`);
  return procedure;
}

async function ask(procedure: Procedure, firmId: string, input: object = {}, of = api): Promise<unknown> {
  const given = { ...sampleInput(procedure, firmId), ...input };
  const response = await of.query(procedure.path, given, await of.signedInAs(OPS));
  if (response.statusCode !== 200) throw new Error(`${procedure.path} answers ${response.statusCode}`);
  return response.json().result.data;
}

describe.each(questions)("$path", (procedure) => {
  it("tells beside every cost how many calls it leaves out", async () => {
    for (const firmId of Object.keys(FIRMS)) {
      for (const { place, unpricedCalls } of costsIn(await ask(procedure, firmId))) {
        expect(unpricedCalls, `${firmId}: ${place}`).toBeTypeOf("number");
      }
    }
  });

  it("says 0 of no calls, or of calls that cost nothing, and never of unpriced ones alone", async () => {
    const places = async (firmId: string, of: (cost: ToldCost) => boolean) =>
      costsIn(await ask(procedure, firmId))
        .filter(of)
        .map(({ place }) => place);
    const isKnown = ({ unpricedCalls }: ToldCost) => unpricedCalls === 0;
    // Where a firm whose calls cost something has a cost, there is one that is not known, of a firm of unpriced calls.
    const spent = await places("priced", ({ cost }) => cost > 0);
    const known = await places("unpriced-only", isKnown);
    expect(spent.filter((place) => known.includes(place))).toEqual([]);
    for (const firmId of ["priced", "free", "quiet"])
      expect(await places(firmId, (cost) => !isKnown(cost))).toEqual([]);
  });

  it("counts the one unpriced day where it is, and nowhere else", async () => {
    const answer = await ask(procedure, "a-day-unpriced");
    const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : null;
    if (!Array.isArray(data)) return;
    for (const row of data) {
      expect(row.unpricedCalls, JSON.stringify(row)).toBe(isOfCalls(row) && row.cost === 0 ? 1 : 0);
    }
    expect(answer).toMatchObject({ unpricedCalls: data.reduce((sum, row) => sum + row.unpricedCalls, 0) });
  });
});

it("costs are found where they are", async () => {
  const found = new Set<string>();
  for (const procedure of questions) if (costsIn(await ask(procedure, "priced")).length > 0) found.add(procedure.path);
  expect([...found].sort()).toEqual([
    "usage.costsByFeature",
    "usage.costsByModel",
    "usage.costsByUser",
    "usage.costsByWeekHour",
    "usage.currentMonthSpend",
    "usage.dailyCosts",
    "usage.explore",
    "usage.hourlyCosts",
    "usage.overview",
    "usage.projectedMonthEnd",
  ]);
});

it("the projection of a month's first day tells of the calls of the month before, which it goes by", async () => {
  await using later = await apiAt(NEXT_MONTH);
  const december = { startDate: "2026-12-01", endDate: "2026-12-01" };
  const [overview, projection, spend] = await Promise.all(
    ["overview", "projectedMonthEnd", "currentMonthSpend"].map((name) => {
      const path = `usage.${name}`;
      return ask(procedureOf(path), "unpriced-only", name === "overview" ? { range: december } : {}, later);
    }),
  );
  expect(overview).toMatchObject({
    data: { totalCost: 0, unpricedCalls: 0, projectedMonthEnd: 0, projectionUnpricedCalls: 2 },
    unpricedCalls: 0,
  });
  expect(projection).toMatchObject({ data: 0, unpricedCalls: 2 });
  expect(spend).toMatchObject({ data: 0, unpricedCalls: 0 });
});

describe("a single call", () => {
  it.each(Object.entries(FIRMS))(
    "of the firm %s costs null where its cost is not known, and never 0",
    async (firmId, costs) => {
      const { data } = uncachedAnswerSchema(callPageSchema).parse(await ask(procedureOf("usage.calls"), firmId));
      expect(data.calls.map(({ cost }) => cost)).toEqual(
        costs.map((cost) => (cost === null ? null : Number(cost))).toReversed(),
      );
      for (const { cost, unpricedReason } of data.calls) expect(unpricedReason).toBe(cost === null ? "not_told" : null);
      for (const [id, costEur] of costs.entries()) {
        const story = uncachedAnswerSchema(callStorySchema).parse(
          await ask(procedureOf("usage.callStory"), firmId, { id: `${id}` }),
        );
        expect(story.data.call).toMatchObject({ costEur, costSource: costEur === null ? "none" : "reported" });
      }
    },
  );
});

describe("usage report", () => {
  const report = (firm: string, ...args: string[]) =>
    cli(["report", "--firm", firm, ...args], { variables: { DATABASE_URL: test.connectionString }, now: NOW });

  it("says unpriced, and never €0.00, where no call has a price", async () => {
    const { stdout } = await report("unpriced-only", "--from", "2026-11-24", "--to", "2026-11-25");
    expect(stdout).not.toContain("€");
    expect(stdout).toMatch(/^Spend +unpriced$/m);
    expect(stdout).toMatch(/^Month's end at this pace +unpriced$/m);
    expect(stdout).toMatch(/^ {2}of unknown cost +2$/m);
    expect(stdout).toMatch(/^24 Nov 2026 +unpriced +120 +1$/m);
    expect(stdout).toMatch(/^user-0 +unpriced +120 +1$/m);
    expect(stdout).toMatch(/^model-0 +unpriced +120 +1 +–$/m);
  });

  it("says so of the one day, feature, user and model", async () => {
    const { stdout } = await report("a-day-unpriced", "--from", "2026-11-23", "--to", "2026-11-26");
    expect(stdout).toMatch(/^Spend +€3\.25$/m);
    expect(stdout).toMatch(/^23 Nov 2026 +€0\.00 +0 +0$/m);
    expect(stdout).toMatch(/^24 Nov 2026 +€1\.25 +120 +1$/m);
    expect(stdout).toMatch(/^25 Nov 2026 +unpriced +120 +1$/m);
    expect(stdout.match(/unpriced/g)).toHaveLength(4 + 1);
  });

  it("says €0.00 of what is known to have cost nothing", async () => {
    const { stdout } = await report("free", "--from", "2026-11-24", "--to", "2026-11-24");
    expect(stdout).not.toContain("unpriced");
    expect(stdout).toMatch(/^model-0 +€0\.00 +120 +1 +0\.0%$/m);
  });

  it("carries the counts in its JSON, beside every cost", async () => {
    for (const firmId of Object.keys(FIRMS)) {
      const { stdout } = await report(firmId, "--from", RANGE.startDate, "--to", RANGE.endDate, "--json");
      const told = costsIn(JSON.parse(stdout));
      expect(told.length).toBeGreaterThan(30);
      for (const { place, unpricedCalls } of told) expect(unpricedCalls, place).toBeTypeOf("number");
    }
  });
});
