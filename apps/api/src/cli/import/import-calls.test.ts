import fc from "fast-check";
import { checkUsageLog, type RecordResult } from "usage-core";
import { describe, expect, it } from "vitest";
import type { FileCall, FileRecord, RecordContent } from "./file-record.ts";
import { importCalls } from "./import-calls.ts";

const CALL = {
  id: "a",
  feature: "f",
  model: "m",
  inputTokens: 1,
  outputTokens: 2,
  success: true,
  createdAt: "2026-11-24T09:30:00Z",
};

/** A ledger in memory: it keeps the first call of an id. */
function memoryLedger() {
  const calls = new Map<string, number>();
  return {
    calls,
    record: async (sent: readonly FileCall[]): Promise<RecordResult[]> =>
      sent.map(({ call }) => {
        const checked = checkUsageLog(call);
        if ("faults" in checked) return { status: "rejected", id: null, faults: checked.faults };
        const { id, inputTokens } = checked.log;
        const known = calls.get(id);
        if (known === undefined) calls.set(id, inputTokens);
        if (known === undefined) return { status: "recorded", id };
        return known === inputTokens
          ? { status: "duplicate", id }
          : { status: "conflict", id, fields: ["inputTokens"] };
      }),
  };
}

function fileOf(contents: readonly RecordContent[]) {
  async function* records(): AsyncGenerator<FileRecord> {
    for (const [index, content] of contents.entries()) {
      yield { place: `line ${index + 1}`, bytes: Buffer.from(String(index)), end: index + 1, content };
    }
  }
  return { records: records() };
}

function calls(...changes: readonly object[]): RecordContent {
  return { calls: changes.map((change) => ({ call: { ...CALL, ...change }, mismatch: null })) };
}

async function run(contents: readonly RecordContent[], ledger = memoryLedger(), signal = new AbortController().signal) {
  const refused: string[] = [];
  const outcome = await importCalls({
    file: fileOf(contents),
    record: ledger.record,
    signal,
    onRefused: async ({ place }, reason) => {
      refused.push(`${place}: ${reason}`);
    },
    onProgress: () => undefined,
  });
  return { ...outcome, refused };
}

describe("importCalls", () => {
  it("tells what was added, is there already, is another call, and is none, in the file's order", async () => {
    const { counts, end, refused } = await run([
      calls({ id: "a" }),
      calls({ id: "b", inputTokens: -1 }),
      calls({ id: "a" }),
      calls({ id: "a", inputTokens: 9 }),
      { fault: "is not JSON" },
    ]);
    expect(end).toBe("complete");
    expect(counts).toEqual({ read: 5, added: 1, duplicates: 1, conflicts: 1, rejected: 2 });
    expect(refused).toEqual([
      "line 2: inputTokens: -1 must be 0 or more",
      'line 4: id: "a" is another call in the ledger, which keeps it; inputTokens differ',
      "line 5: is not JSON",
    ]);
  });

  it("tells once of a record of several calls", async () => {
    const ledger = memoryLedger();
    const result = (inputTokens: number) => calls({ id: "1", inputTokens }, { id: "2", inputTokens });
    await run([result(5)], ledger);
    const { counts, refused } = await run([result(6)], ledger);
    expect(counts).toMatchObject({ read: 1, conflicts: 2 });
    expect(refused).toHaveLength(1);
  });

  it("counts every call once, however many batches there are, and nothing new the second time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3_000 }), { maxLength: 4 }), async (sizes) => {
        const ledger = memoryLedger();
        const contents = sizes.map((size, index) =>
          calls(...Array.from({ length: size }, (_, number) => ({ id: `${index}-${number}` }))),
        );
        const all = sizes.reduce((sum, size) => sum + size, 0);
        expect((await run(contents, ledger)).counts).toMatchObject({ added: all, duplicates: 0 });
        expect((await run(contents, ledger)).counts).toMatchObject({ added: 0, duplicates: all });
      }),
      { numRuns: 10 },
    );
  });

  it("counts what was written before the ledger failed", async () => {
    const ledger = memoryLedger();
    let batches = 0;
    const failing = {
      ...ledger,
      record: async (sent: readonly FileCall[]) => {
        if (++batches > 2) throw new Error("gone");
        return ledger.record(sent);
      },
    };
    const many = calls(...Array.from({ length: 2_500 }, (_, number) => ({ id: String(number) })));
    const { counts, end } = await run([many], failing);
    expect(end).toMatchObject({ error: new Error("gone") });
    expect(counts.added).toBe(2_000);
    expect((await run([many], ledger)).counts).toMatchObject({ added: 500, duplicates: 2_000 });
  });

  it("ends after the batch at work when it is stopped", async () => {
    const stop = new AbortController();
    const ledger = memoryLedger();
    const stopping = {
      ...ledger,
      record: (sent: readonly FileCall[]) => {
        stop.abort();
        return ledger.record(sent);
      },
    };
    const many = calls(...Array.from({ length: 5_000 }, (_, number) => ({ id: String(number) })));
    const { counts, end } = await run([many], stopping, stop.signal);
    expect(end).toBe("interrupted");
    expect(counts.added).toBe(1_000);
  });
});
