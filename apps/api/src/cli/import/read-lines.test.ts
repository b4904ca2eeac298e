import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

async function* chunksOf(...chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

async function linesOf(...chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const { bytes } of readLines(chunksOf(...chunks))) lines.push(bytes.toString());
  return lines;
}

describe("readLines", () => {
  it("keeps every byte, however the file comes in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("a", "ș", "\n", "\r", ",") }),
        fc.array(fc.nat(40)),
        async (text, cuts) => {
          const whole = Buffer.from(text);
          const ends = [...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length];
          const chunks = ends.map((end, index) => whole.subarray(ends[index - 1] ?? 0, end));
          const lines = await linesOf(...chunks);
          expect(lines.join("")).toBe(text);
          expect(lines).toEqual(await linesOf(whole));
          expect(lines.slice(0, -1).every((line) => line.indexOf("\n") === line.length - 1)).toBe(true);
        },
      ),
    );
  });

  it("numbers lines and tells how far into the file they go", async () => {
    const lines = [];
    for await (const { number, end } of readLines(chunksOf(Buffer.from("ab\nc"), Buffer.from("d\n\nlast")))) {
      lines.push([number, end]);
    }
    expect(lines).toEqual([
      [1, 3],
      [2, 6],
      [3, 7],
      [4, 11],
    ]);
  });

  it("passes over a byte order mark, at the beginning only", async () => {
    expect(await linesOf(Buffer.from("\uFEFFa\n\uFEFFb\n"))).toEqual(["a\n", "\uFEFFb\n"]);
  });

  it("refuses a line that would fill the memory, and says which", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    let given = 0;
    async function* endless() {
      yield Buffer.from("first\n");
      for (;;) {
        given += 1;
        yield megabyte;
      }
    }
    const read = async () => {
      for await (const line of readLines(endless())) expect(line.number).toBe(1);
    };
    await expect(read()).rejects.toThrow("Line 2 is longer than 16 MiB");
    expect(given).toBe(17);
  });
});
