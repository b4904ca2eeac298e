import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GivenFields, NOTHING_GIVEN } from "./given-fields.ts";
import { type FileFormat, openUsageFile } from "./open-usage-file.ts";

const AS_OF = Date.parse("2026-11-24T12:00:00Z");

const ROW = {
  request_id: "chatcmpl-1",
  call_type: "acompletion",
  spend: 0.0123,
  prompt_tokens: 10,
  completion_tokens: 5,
  startTime: "2026-11-24T09:30:00.123Z",
  model: "gpt-4o",
  metadata: {},
};

const RESULT = {
  object: "organization.usage.completions.result",
  input_tokens: 11,
  output_tokens: 4,
  num_model_requests: 2,
  project_id: "proj_1",
  model: "gpt-4o",
};
const BUCKET = { object: "bucket", start_time: 1794700800, end_time: 1794787200, results: [RESULT, RESULT] };
const PAGE = { object: "page", data: [BUCKET], has_more: false, next_page: null };

const OWN = {
  id: "own-1",
  feature: "f",
  model: "m",
  inputTokens: 1,
  outputTokens: 2,
  success: true,
  createdAt: "2026-11-24T09:30:00Z",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "usage-open-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, content: string, format?: FileFormat, given: Partial<GivenFields> = {}) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const file = await openUsageFile(path, { format, given: { ...NOTHING_GIVEN, ...given }, asOf: AS_OF });
  try {
    const records = [];
    for await (const { place, content: found, bytes } of file.records) {
      const ids = "calls" in found ? [...found.calls].map(({ call }) => Reflect.get(Object(call), "id")) : found.fault;
      records.push({ place, ids, bytes: bytes.toString() });
    }
    return { noun: file.noun, records };
  } finally {
    await file.close();
  }
}

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("openUsageFile", () => {
  it.each([
    ["rows.json", JSON.stringify([ROW, ROW], null, 2), "record", ["record 1", "record 2"]],
    ["page.json", JSON.stringify({ data: [ROW], total: 1, page: 1 }), "record", ["record 1"]],
    ["rows.ndjson", lines(ROW, ROW), "line", ["line 1", "line 2"]],
    ["list.ndjson", lines([ROW, ROW]), "line", ["line 1, record 1", "line 1, record 2"]],
    ["mended.ndjson", lines({ rejectedBecause: "line 9: x" }, ROW), "line", ["line 2"]],
    [
      "rows.csv",
      "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model\nchatcmpl-1,acompletion,0.1,10,5,2026-11-24 09:30:00.123,gpt-4o\n",
      "line",
      ["line 2"],
    ],
  ])("knows LiteLLM's logs in %s", async (name, content, noun, places) => {
    const found = await read(name, content);
    expect(found.noun).toBe(noun);
    expect(found.records.map(({ place }) => place)).toEqual(places);
    for (const { ids } of found.records) expect(ids).toEqual(["chatcmpl-1"]);
  });

  it("knows OpenAI's usage as JSON, a page a line and CSV, and gives all the same calls", async () => {
    const csv = [
      "start_time,end_time,start_time_iso,project_id,num_model_requests,model,input_tokens,output_tokens",
      ...Array.from({ length: 2 }, () => "1794700800,1794787200,2026-11-15T00:00:00+00:00,proj_1,2.0,gpt-4o,11.0,4.0"),
      "1794787200,1794873600,2026-11-16T00:00:00+00:00,,,,,",
    ].join("\n");
    const withoutObject = {
      ...PAGE,
      data: [{ ...BUCKET, results: [RESULT, RESULT].map(({ object: _, ...result }) => result) }],
    };
    const found = await Promise.all([
      read("usage.json", JSON.stringify(withoutObject, null, 2)),
      read("usage.ndjson", lines(withoutObject)),
      read("usage.csv", csv),
    ]);
    const ids = found.map(({ records }) => records.flatMap((record) => record.ids));
    expect(new Set(ids[0]).size).toBe(4);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
    expect(found.map(({ noun }) => noun)).toEqual(["result", "result", "result"]);
  });

  it("gives each record within a document bytes of its own, which can be imported", async () => {
    const first = await read("document.json", JSON.stringify([PAGE, PAGE]));
    expect(first.records).toHaveLength(4);
    const again = await read("document.rejects.ndjson", first.records.map(({ bytes }) => bytes).join(""));
    expect(again.records.map(({ ids }) => ids)).toEqual(first.records.map(({ ids }) => ids));
  });

  it("takes calls of our own for what they are", async () => {
    expect((await read("own.ndjson", lines(OWN))).records).toMatchObject([{ ids: ["own-1"] }]);
    expect((await read("own.txt", lines(OWN), "ndjson")).records).toMatchObject([{ ids: ["own-1"] }]);
  });

  it("gives the calls of another tool what is set", async () => {
    const path = join(folder, "set.json");
    writeFileSync(path, JSON.stringify(PAGE));
    const given = { ...NOTHING_GIVEN, values: new Map([["feature", "search"]]) };
    const file = await openUsageFile(path, { format: undefined, given, asOf: AS_OF });
    for await (const { content } of file.records) {
      if ("fault" in content) throw new Error(content.fault);
      for (const { call } of content.calls) expect(call).toMatchObject({ feature: "search", model: "gpt-4o" });
    }
    await file.close();
  });

  it.each([
    ["own.json", JSON.stringify([OWN]), {}, "JSON of neither OpenAI's usage nor LiteLLM's logs"],
    ["broken.json", "{\n", {}, "The file is not one JSON document; if it has an object on each line, name it .ndjson."],
    ["a.ndjson", lines(OWN), { columns: new Map([["id", "x"]]) }, "--map goes with CSV files, and this is JSON."],
    ["b.ndjson", lines(OWN), { values: new Map([["id", "{line}"]]) }, "--set id goes with CSV files of calls alone"],
    ["empty.csv", "", {}, "The file is empty: its first line must name the columns; the columns are id,userId,feature"],
  ])("refuses %s in one clear line", async (name, content, given, message) => {
    await expect(read(name, content, undefined, given)).rejects.toThrow(message);
  });

  it("says which columns a CSV of another tool lacks", async () => {
    await expect(read("short.csv", "request_id,spend\n", "litellm")).rejects.toThrow(
      "Line 1 lacks the column call_type, prompt_tokens, completion_tokens, startTime, model: a CSV of litellm needs",
    );
  });
});
