import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRecord } from "./csv.ts";

/** A text as it is written beside its neighbours. */
function written(text: string): string {
  return csvRecord({ before: 1, text, after: 2 }, ["before", "text", "after"]);
}

describe("csvRecord", () => {
  it.each([
    ["chat", "1,chat,2\r\n"],
    ["a-b=c", "1,a-b=c,2\r\n"],
    ["=1+1", "1,'=1+1,2\r\n"],
    ["＝1", "1,'＝1,2\r\n"],
    ["＋1", "1,'＋1,2\r\n"],
    ["－1", "1,'－1,2\r\n"],
    ["＠a", "1,'＠a,2\r\n"],
    [" =1", "1,' =1,2\r\n"],
    ["chat;=1+1;", `1,"chat;'=1+1;",2\r\n`],
    ['chat;"=1+1', `1,"chat;'""=1+1",2\r\n`],
    ["chat\n@SUM(A1)", `1,"chat\n'@SUM(A1)",2\r\n`],
    ["chat\t+1", `1,"chat\t'+1",2\r\n`],
    ["a; b", `1,"a; b",2\r\n`],
    ["\tchat", `1,"'\tchat",2\r\n`],
    ["\rchat", `1,"'\rchat",2\r\n`],
    ["\nchat", `1,"'\nchat",2\r\n`],
    ["a\rb", `1,"a\rb",2\r\n`],
  ])("of %j is %j", (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it("leaves numbers as they are", () => {
    expect(csvRecord({ cost: -1 }, ["cost"])).toBe("-1\r\n");
  });

  const anyText = fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠;,"\t\r\n a1'), maxLength: 12 });

  it("is read by RFC 4180 as it was, but for the apostrophes", () => {
    const record = /^1,(?:"((?:[^"]|"")*)"|([^",\r\n]*)),2\r\n$/;
    fc.assert(
      fc.property(anyText, (any) => {
        const [, quoted, plain] = record.exec(written(any)) ?? [];
        expect((quoted?.replaceAll('""', '"') ?? plain)?.replaceAll("'", "")).toBe(any);
      }),
    );
  });

  it("holds no formula, by whatever a spreadsheet splits it", () => {
    fc.assert(
      fc.property(anyText, (any) => {
        // Split as by one that knows no quotes, which is the worst.
        const cells = written(any).split(/[;\t\r\n]/);
        for (const cell of cells) expect(cell).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
      }),
    );
  });
});
