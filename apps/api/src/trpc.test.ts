import { describe, expect, expectTypeOf, it } from "vitest";
import type { Access, Operations } from "./access/access.ts";
import type { FirmIngest } from "./access/firm-ingest.ts";
import type { FirmReader } from "./access/firm-reader.ts";
import type { Context } from "./context.ts";
import * as trpc from "./trpc.ts";

describe("what a procedure is given", () => {
  it("begins with a check: there is no bare procedure to build on", () => {
    expect(Object.keys(trpc).sort()).toEqual([
      "firmProcedure",
      "ingestProcedure",
      "liveOperatorProcedure",
      "liveProcedure",
      "operatorProcedure",
      "router",
      "signedInProcedure",
    ]);
    // @ts-expect-error the bare procedure is not exported
    expect(trpc.procedure).toBeUndefined();
  });

  it("holds neither a reader nor a database before the check", () => {
    expectTypeOf<keyof Context>().toEqualTypeOf<"signIn" | "live" | "download">();
    expectTypeOf<Context["signIn"]>().toEqualTypeOf<
      { readonly signedIn: true; readonly access: Access } | { readonly signedIn: false; readonly problem: string }
    >();
    expectTypeOf<keyof Context["live"]>().toEqualTypeOf<"enter" | "signInAgain">();
    expectTypeOf<keyof Access>().toEqualTypeOf<"visibleFirms" | "usageOf" | "ingestInto" | "receiver" | "operations">();
  });

  it("holds the usage of a firm only after that firm's check", () => {
    trpc.firmProcedure.query(({ ctx }) => expectTypeOf(ctx.usage).toEqualTypeOf<FirmReader>());
    // @ts-expect-error a signed-in caller has named no firm yet
    trpc.signedInProcedure.query(({ ctx }) => ctx.usage);
    // @ts-expect-error nor has an operator
    trpc.operatorProcedure.query(({ ctx }) => ctx.usage);
  });

  it("holds the operators' tools only after their check", () => {
    trpc.operatorProcedure.query(({ ctx }) => expectTypeOf(ctx.operations).toEqualTypeOf<Operations>());
    // @ts-expect-error not for whoever is signed in
    trpc.signedInProcedure.query(({ ctx }) => ctx.operations);
    // @ts-expect-error not for whoever may see a firm
    trpc.firmProcedure.query(({ ctx }) => ctx.operations);
  });

  it("holds the leave to record only after the check of its firm and scope", () => {
    trpc.ingestProcedure.query(({ ctx }) => expectTypeOf(ctx.ingest).toEqualTypeOf<FirmIngest>());
    // @ts-expect-error who may record may not read
    trpc.ingestProcedure.query(({ ctx }) => ctx.usage);
    // @ts-expect-error nor may who reads record
    trpc.firmProcedure.query(({ ctx }) => ctx.ingest);
    // @ts-expect-error nor whoever is signed in
    trpc.signedInProcedure.query(({ ctx }) => ctx.ingest);
  });

  it("cannot ask about another firm than the one that was checked", () => {
    expectTypeOf<FirmReader["costsByFeature"]>().parameters.toEqualTypeOf<
      [range: { startDate: string; endDate: string }]
    >();
    expectTypeOf<FirmReader["hourlyCosts"]>().parameters.toEqualTypeOf<[date: string]>();
    expectTypeOf<FirmReader["currentMonthSpend"]>().parameters.toEqualTypeOf<[]>();
    expectTypeOf<FirmReader>().not.toHaveProperty("invalidateCache");
  });

  it("always has the firm's id in its input", () => {
    trpc.firmProcedure.query(({ input }) => expectTypeOf(input.firmId).toEqualTypeOf<string>());
  });
});
