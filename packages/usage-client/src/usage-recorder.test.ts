import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageRecorder, type UsageRecorderOptions } from "./usage-recorder.ts";

function recorderOf(options: Partial<UsageRecorderOptions> = {}): UsageRecorder {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return new UsageRecorder({ url: "http://127.0.0.1:1", apiKey: "key-1", logger, ...options });
}

describe("UsageRecorder", () => {
  it.each([
    [{ url: "localhost" }, "url: "],
    [{ apiKey: "" }, "apiKey: "],
    [{ apiKey: "key-1\n" }, "apiKey: must be a key without spaces or line ends; trim what it was read from"],
    [{ batchSize: 1_001 }, "batchSize: 1001 must be a whole number from 1 to 1000"],
    [{ batchSize: 0 }, "batchSize: 0 "],
    [{ intervalMs: 0.5 }, "intervalMs: 0.5 "],
    [{ timeoutMs: Number.NaN }, "timeoutMs: NaN "],
    [{ maxPendingCalls: -1 }, "maxPendingCalls: -1 "],
    [{ maxPendingBytes: Number.POSITIVE_INFINITY }, "maxPendingBytes: Infinity "],
  ])("refuses %j", (options, message) => {
    expect(() => recorderOf(options)).toThrow(message);
  });

  it("never throws at whoever records, and accounts for every call", async () => {
    const recorder = recorderOf();
    const calls = fc.sample(fc.anything({ withBigInt: true, withNullPrototype: true }), 500);
    // What a service without types may hand over.
    const record: (call: never) => void = recorder.record.bind(recorder);
    for (const call of calls) record(call as never);
    expect(recorder.stats()).toMatchObject({ rejected: calls.length, pending: 0 });
    await recorder.close({ timeoutMs: 1 });
  });

  it("never throws, even where its logger does", async () => {
    const broken = () => {
      throw new Error("the disk is full");
    };
    const recorder = recorderOf({ logger: { info: broken, warn: broken, error: broken } });
    expect(() => recorder.record(null)).not.toThrow();
    await recorder.close({ timeoutMs: 1 });
    expect(() => recorder.record(null)).not.toThrow();
    expect(recorder.stats()).toMatchObject({ rejected: 1, dropped: 1 });
  });
});
