import { describe, expect, it } from "vitest";
import { openCsv } from "./csv-file.ts";
import { readLines } from "./read-lines.ts";

const HEADER = "id,userId,feature,model,inputTokens,outputTokens,costEur,success,createdAt\n";

async function* bytesOf(content: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(content);
}

function open(content: string | Buffer) {
  return openCsv(readLines(bytesOf(content)));
}

async function recordsOf(content: string | Buffer) {
  const records = [];
  for await (const { line, bytes, content: found } of (await open(content)).records) {
    records.push({ line, text: bytes.toString(), ...found });
  }
  return records;
}

describe("openCsv", () => {
  it("takes the columns in any order, quoted or not, and gives the fields the contract's types", async () => {
    const records = await recordsOf(
      '\uFEFF"success",createdAt,costEur,outputTokens,inputTokens,model,feature,userId,id\r\nTRUE,2026-11-24T09:30:00Z,1e-7,-0,12,gpt-4o,f,,"a,1"\r\n',
    );
    expect(records).toEqual([
      expect.objectContaining({
        line: 2,
        fields: {
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
      }),
    ]);
  });

  it.each([
    ["", "The file is empty: its first line must name the columns id,userId,feature"],
    ["id;userId;feature\n", "Line 1 has no comma: save the file with commas"],
    [
      HEADER.replace("model", "modell,tokens"),
      'Line 1 names an unknown column "modell", "tokens"; the columns are id,',
    ],
    [HEADER.replace("userId,", ""), 'Line 1 lacks the column "userId"; the columns are id,'],
    [HEADER.replace("id,", "id,id,"), 'Line 1 names the column "id" more than once'],
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
    expect(records.map((record) => ("fault" in record ? [record.line, record.fault] : [record.line, "good"]))).toEqual([
      [2, "has 3 fields, and the header names 9"],
      [3, "has a quote that is not closed on its line"],
      [4, "good"],
      [5, "has 10 fields, and the header names 9"],
      [6, "has 2 fields, and the header names 9"],
    ]);
  });

  it("does not let two forgotten quotes make one call of the lines between them", async () => {
    const good = "c,,f,m,1,2,,true,t\n";
    const records = await recordsOf(`${HEADER}"a,,f,m,1,2,,true,t\n${good}b",,f,m,1,2,,true,t\n${good}`);
    expect(records.map((record) => [record.line, "fields" in record])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, true],
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
});
