import type { UsageLogInput } from "usage-core";
import { describe, expectTypeOf, it } from "vitest";
import {
  type CallContext,
  type Deadline,
  type FailedCallContext,
  fromAnthropic,
  fromError,
  fromGoogle,
  fromOpenAI,
  type Logger,
  type RecordableCall,
  type RecorderStats,
  UsageRecorder,
  type UsageRecorderOptions,
} from "./index.ts";

describe("the public types", () => {
  it("ask for an address and a key, and for nothing else", () => {
    expectTypeOf<{ url: string; apiKey: string }>().toExtend<UsageRecorderOptions>();
    expectTypeOf<Pick<UsageRecorderOptions, "url">>().not.toExtend<UsageRecorderOptions>();
    expectTypeOf<Console>().toExtend<Logger>();
    expectTypeOf(UsageRecorder).toBeConstructibleWith({ url: "", apiKey: "", logger: console, batchSize: 1 });
  });

  it("take a whole call, or one without its id and time, but none without its tokens", () => {
    type Recorded = Parameters<UsageRecorder["record"]>[0];
    expectTypeOf<Recorded>().toEqualTypeOf<RecordableCall | null>();
    expectTypeOf<UsageLogInput>().toExtend<RecordableCall>();
    expectTypeOf<Omit<UsageLogInput, "id" | "createdAt">>().toExtend<RecordableCall>();
    expectTypeOf<Omit<UsageLogInput, "inputTokens">>().not.toExtend<RecordableCall>();
    expectTypeOf<RecordableCall["costEur"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<UsageRecorder["record"]>().returns.toBeVoid();
  });

  it("end in a promise of nothing, by a deadline or without", () => {
    expectTypeOf<UsageRecorder["flush"]>().toEqualTypeOf<(deadline?: Deadline) => Promise<void>>();
    expectTypeOf<UsageRecorder["close"]>().toEqualTypeOf<(deadline?: Deadline) => Promise<void>>();
    expectTypeOf<UsageRecorder>().toExtend<AsyncDisposable>();
    expectTypeOf<RecorderStats>().toEqualTypeOf<
      Readonly<Record<"recorded" | "duplicates" | "conflicts" | "rejected" | "dropped" | "pending" | "retried", number>>
    >();
  });

  it("give what record takes", () => {
    expectTypeOf(fromOpenAI).returns.toEqualTypeOf<RecordableCall | null>();
    expectTypeOf(fromAnthropic).returns.toExtend<RecordableCall | null>();
    expectTypeOf(fromGoogle).returns.toExtend<RecordableCall | null>();
    expectTypeOf(fromError).returns.toEqualTypeOf<RecordableCall>();
  });

  it("ask for the feature, and for a failed call's provider and model", () => {
    expectTypeOf<{ feature: string }>().toExtend<CallContext>();
    expectTypeOf<{ userId: string }>().not.toExtend<CallContext>();
    expectTypeOf<{ feature: string; provider: string; model: string }>().toExtend<FailedCallContext>();
    expectTypeOf<{ feature: string; provider: string }>().not.toExtend<FailedCallContext>();
  });
});
