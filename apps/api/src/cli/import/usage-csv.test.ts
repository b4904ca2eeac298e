import { describe, expect, it } from "vitest";
import { CliError } from "../cli-error.ts";
import { openCsvRows } from "./csv-rows.ts";
import type { GivenFields } from "./given-fields.ts";
import { readLines } from "./read-lines.ts";
import { usageCsv } from "./usage-csv.ts";

const HEADER = "id,userId,feature,model,inputTokens,outputTokens,costEur,success,createdAt\n";

async function* bytesOf(content: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(content);
}

interface Given {
  readonly map?: Readonly<Record<string, string>>;
  readonly set?: Readonly<Record<string, string>>;
  readonly isUtc?: boolean;
}

async function open(content: string | Buffer, { map = {}, set = {}, isUtc = false }: Given = {}) {
  const csv = await openCsvRows(readLines(bytesOf(content)));
  if (csv === null) throw new CliError("empty");
  const given: GivenFields = { columns: new Map(Object.entries(map)), values: new Map(Object.entries(set)), isUtc };
  return usageCsv(csv, given);
}

async function recordsOf(content: string | Buffer, given?: Given) {
  const records = [];
  for await (const { place, content: found } of (await open(content, given)).records) {
    if ("fault" in found) records.push({ place, fault: found.fault });
    else for (const { call } of found.calls) records.push({ place, call });
  }
  return records;
}

describe("usageCsv", () => {
  it("takes the columns in any order, quoted or not, and gives the fields the contract's types", async () => {
    const records = await recordsOf(
      '\uFEFF"success",createdAt,costEur,outputTokens,inputTokens,model,feature,userId,id\r\nTRUE,2026-11-24T09:30:00Z,1e-7,-0,12,gpt-4o,f,,"a,1"\r\n',
    );
    expect(records).toEqual([
      {
        place: "line 2",
        call: {
          id: "a,1",
          userId: null,
          feature: "f",
          model: "gpt-4o",
          inputTokens: 12,
          outputTokens: 0,
          costEur: "0.0000001",
          success: true,
          createdAt: "2026-11-24T09:30:00Z",
        },
      },
    ]);
  });

  it.each([
    ["id;userId;feature\n", "Line 1 has no comma: save the file with commas"],
    [
      HEADER.replace("model", "modell,tokens"),
      'Line 1 names an unknown column "modell", "tokens"; the columns are id,',
    ],
    [HEADER.replace("id,", ""), 'Line 1 lacks the column "id"; the columns are id,'],
    [`id,${HEADER}`, 'Line 1 names the column "id" more than once'],
    [HEADER.replace("id,", 'id",'), "Line 1, which must name the columns, has a quote inside a field"],
    [Buffer.from(HEADER, "utf16le"), "Line 1 names an unknown column"],
    [Buffer.from("\xff\xfeid", "latin1"), "The file is not UTF-8 text; save it as UTF-8."],
  ])("refuses a first line such as %j in one clear line", async (content, message) => {
    await expect(open(content)).rejects.toThrow(message);
    await expect(open(content)).rejects.not.toThrow("\n");
  });

  it("passes over empty lines and a header alone", async () => {
    expect(await recordsOf(HEADER)).toEqual([]);
    expect(await recordsOf(`${HEADER}\n\r\n`)).toEqual([]);
  });

  it("goes on behind a line that is broken", async () => {
    const records = await recordsOf(`${HEADER}a,,f\nb,"x,f\nc,,f,m,1,2,,true,t\nd,,f,m,1,2,3,true,t,\n\xff,e`);
    expect(records.map(({ place, fault = "good" }) => [place, fault])).toEqual([
      ["line 2", "has 3 fields, and the header names 9"],
      ["line 3", "has a quote that is not closed on its line"],
      ["line 4", "good"],
      ["line 5", "has 10 fields, and the header names 9"],
      ["line 6", "has 2 fields, and the header names 9"],
    ]);
  });

  it("does not let two forgotten quotes make one call of the lines between them", async () => {
    const good = "c,,f,m,1,2,,true,t\n";
    const records = await recordsOf(`${HEADER}"a,,f,m,1,2,,true,t\n${good}b",,f,m,1,2,,true,t\n${good}`);
    expect(records.map((record) => [record.place, "call" in record])).toEqual([
      ["line 2", false],
      ["line 3", true],
      ["line 4", false],
      ["line 5", true],
    ]);
  });

  it("refuses bytes that are not UTF-8, and keeps them", async () => {
    const line = Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x2c, 0x0a]);
    const file = await open(Buffer.concat([Buffer.from(HEADER), line]));
    for await (const record of file.records) {
      expect(record.content).toEqual({ fault: "is not UTF-8 text" });
      expect(record.bytes.equals(line)).toBe(true);
    }
  });

  it("takes the columns that may be left out, empty ones as none", async () => {
    const header =
      "id,feature,model,inputTokens,outputTokens,success,createdAt,provider,cacheReadTokens,costOriginal,currency,latencyMs";
    const [full, empty] = await recordsOf(`${header}\na,f,m,9,2,true,t,openai,8,1e-7,USD,120\nb,f,m,9,2,true,t,,,,,\n`);
    expect(full?.call).toMatchObject({
      provider: "openai",
      cacheReadTokens: 8,
      costOriginal: "0.0000001",
      currency: "USD",
      latencyMs: 120,
    });
    expect(empty?.call).toMatchObject({ provider: null, cacheReadTokens: null, costOriginal: null, latencyMs: null });
  });

  it("gives every call what is set, in place of a column", async () => {
    const content = "id,model,inputTokens,outputTokens,createdAt\na,m,1,2,t\n";
    expect(await recordsOf(content, { set: { feature: "search", success: "true" } })).toEqual([
      {
        place: "line 2",
        call: {
          id: "a",
          model: "m",
          inputTokens: 1,
          outputTokens: 2,
          createdAt: "t",
          feature: "search",
          success: true,
        },
      },
    ]);
    await expect(open(HEADER, { set: { feature: "f" } })).rejects.toThrow(
      'the column "feature", which --set gives, too',
    );
  });
});

describe("usageCsv of mapped columns", () => {
  const map = { createdAt: "TIMESTAMP", inputTokens: "ContextTokens", outputTokens: "GeneratedTokens" };
  const set = { id: "azure-{line}", feature: "code_completion", model: "gpt-4-turbo", success: "true" };
  const header = "TIMESTAMP,ContextTokens,GeneratedTokens,Region";

  it("takes the columns that are mapped and passes over the others", async () => {
    const content = `${header}\n2023-11-16 18:17:03.9799600,4808,10,eu\n\n1700158624,3180,8,us\n1700158624078,110,27,\n`;
    const records = await recordsOf(content, { map, set, isUtc: true });
    expect(records.map(({ call }) => call)).toEqual(
      [
        ["azure-2", "2023-11-16T18:17:03.9799600Z", 4808, 10],
        ["azure-4", "2023-11-16T18:17:04Z", 3180, 8],
        ["azure-5", "2023-11-16T18:17:04.078Z", 110, 27],
      ].map(([id, createdAt, inputTokens, outputTokens]) => ({
        ...{ id, createdAt, inputTokens, outputTokens },
        ...{ feature: "code_completion", model: "gpt-4-turbo", success: true },
      })),
    );
  });

  it("guesses no zone and no unit of a time", async () => {
    const content = `${header}\n2023-11-16 18:17:03,1,1,\n170015862,1,1,\n`;
    const records = await recordsOf(content, { map, set });
    expect(records).toMatchObject([
      { call: { createdAt: "2023-11-16 18:17:03" } },
      { call: { createdAt: "170015862" } },
    ]);
  });

  it("keeps the ids of lines that were rejected and mended", async () => {
    const content = `rejectedBecause,${header}\n"line 7: inputTokens: ""x"" must be a whole number",1700158624,1,1,\n`;
    expect(await recordsOf(content, { map, set })).toMatchObject([{ place: "line 7", call: { id: "azure-7" } }]);
  });

  it.each([
    [
      { map: { ...map, userId: "User" }, set },
      '--map names the column "User", which the file lacks; it has "TIMESTAMP", "ContextTokens"',
    ],
    [
      { map, set: { id: "a-{line}" } },
      "feature, model, success must be given, too, with --map field=Column or --set field=value; the file has",
    ],
  ])("refuses %j in one clear line", async (given, message) => {
    await expect(open(`${header}\n`, given)).rejects.toThrow(message);
    await expect(open(`${header},TIMESTAMP\n`, { map, set })).rejects.toThrow(
      'Line 1 names the column "TIMESTAMP" more than once',
    );
  });
});
