import { createRequire } from "node:module";
import type { AppRouter, RouterInputs, RouterOutputs, SessionInfo } from "api/contract";
import type { Answer, CallPage, CallStory, CallsQueryInput, ModelCost, UncachedAnswer } from "usage-core";
import { describe, expect, expectTypeOf, it } from "vitest";

describe("api/contract", () => {
  it("tells what goes in and what comes out", () => {
    expectTypeOf<RouterInputs["usage"]["costsByModel"]>().toEqualTypeOf<{
      firmId: string;
      range: { startDate: string; endDate: string };
    }>();
    expectTypeOf<RouterOutputs["usage"]["costsByModel"]>().toEqualTypeOf<Answer<ModelCost[]>>();
    expectTypeOf<RouterInputs["usage"]["calls"]>().toExtend<CallsQueryInput & { firmId: string }>();
    expectTypeOf<CallsQueryInput & { firmId: string }>().toExtend<RouterInputs["usage"]["calls"]>();
    expectTypeOf<RouterOutputs["usage"]["calls"]>().toEqualTypeOf<UncachedAnswer<CallPage>>();
    expectTypeOf<RouterOutputs["usage"]["callStory"]>().toEqualTypeOf<UncachedAnswer<CallStory>>();
    expectTypeOf<keyof AppRouter["_def"]["record"]>().toEqualTypeOf<"firms" | "ingest" | "keys" | "ops" | "usage">();
    expectTypeOf<SessionInfo["role"]>().toEqualTypeOf<"ops" | "firm">();
  });

  it("cannot be imported as a value", () => {
    // @ts-expect-error a type, which has no value
    expectTypeOf<typeof import("api/contract").AppRouter>().toBeAny();
  });

  it("has no code: a browser that imports it gets no server", () => {
    const { resolve } = createRequire(import.meta.url);
    expect(() => resolve("api/contract")).toThrow(
      /ERR_PACKAGE_PATH_NOT_EXPORTED|No "exports" main|not defined by "exports"/,
    );
  });
});
