import fc from "fast-check";
import { checkUsageLog } from "usage-core";
import { describe, expect, it } from "vitest";
import { prepareCall } from "./prepare-call.ts";

const AS_OF = new Date("2026-11-24T09:30:00Z");
const CALL = Object.freeze({
  feature: "assistant_chat",
  model: "gpt-4o",
  inputTokens: 10,
  outputTokens: 5,
  success: true,
});

function faultsOf(call: unknown): string {
  const prepared = prepareCall(call, AS_OF);
  return "faults" in prepared ? prepared.faults.map(({ field, message }) => `${field}: ${message}`).join("; ") : "";
}

describe("prepareCall", () => {
  it("writes out what the ledger takes, complete", () => {
    const prepared = prepareCall(CALL, AS_OF);
    if ("faults" in prepared) throw new Error("the call is good");
    const sent: unknown = JSON.parse(prepared.json);
    expect(checkUsageLog(sent)).toEqual({ log: sent });
    expect(sent).toMatchObject({ ...CALL, id: prepared.id, createdAt: "2026-11-24T09:30:00.000Z", costEur: null });
  });

  it("leaves the caller's object as it is", () => {
    const own = { ...CALL };
    prepareCall(own, AS_OF);
    expect(own).toEqual(CALL);
  });

  it("counts bytes, not characters", () => {
    const [plain, long] = ["a", "€"].map((feature) => prepareCall({ ...CALL, id: "a", feature }, AS_OF));
    expect([plain, long].map((call) => call !== undefined && "bytes" in call && call.bytes)).toEqual([
      expect.any(Number),
      Number(plain !== undefined && "bytes" in plain && plain.bytes) + 2,
    ]);
  });

  it("tells every fault, under the call's own id", () => {
    expect(prepareCall({ ...CALL, id: "a", inputTokens: "many", cost: 1 }, AS_OF)).toEqual({
      id: "a",
      faults: [
        { field: "inputTokens", message: '"many" must be a whole number' },
        { field: "cost", message: "is not a field of a call; leave it out" },
      ],
    });
  });

  it("reads each field once, so that what was checked is what is sent", () => {
    let read = 0;
    const shifty = {
      ...CALL,
      get inputTokens() {
        return read++ === 0 ? 1 : "many";
      },
    };
    const prepared = prepareCall(shifty, AS_OF);
    expect("json" in prepared && JSON.parse(prepared.json)).toMatchObject({ inputTokens: 1 });
  });

  it.each([
    ["null", null, "call: null must be an object with the fields of a call"],
    ["a list", [CALL], "call: a list must be an object with the fields of a call"],
    ["a number that JSON has not", { ...CALL, inputTokens: 10n }, "inputTokens: 10 must be a whole number"],
    ["an object where text belongs", { ...CALL, model: {} }, "model: an object must be text"],
  ])("refuses %s", (_name, call, message) => {
    expect(faultsOf(call)).toBe(message);
  });

  it.each([
    [
      "a getter that throws",
      {
        ...CALL,
        get model() {
          throw new Error("no model");
        },
      },
    ],
    [
      "what it throws cannot even be read",
      {
        get model() {
          throw revokedProxy();
        },
      },
    ],
    ["a revoked proxy", revokedProxy()],
    ["a field that is a revoked proxy", { ...CALL, model: revokedProxy() }],
  ])("refuses %s", (_name, call) => {
    expect(faultsOf(call)).toBe("call: could not be read; record an object of plain values");
  });

  it("refuses an object that holds itself", () => {
    const circular: Record<string, unknown> = { ...CALL };
    circular["model"] = circular;
    expect(faultsOf(circular)).toBe("model: an object must be text");
  });

  it("never throws, and sends only what the ledger takes", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    const almostACall = fc.record({
      id: anything,
      userId: anything,
      feature: fc.oneof(fc.string(), anything),
      model: fc.oneof(fc.string(), anything),
      inputTokens: fc.oneof(fc.nat(), anything),
      outputTokens: fc.oneof(fc.nat(), anything),
      success: fc.oneof(fc.boolean(), anything),
      createdAt: anything,
    });
    fc.assert(
      fc.property(fc.oneof(anything, almostACall), (call) => {
        const prepared = prepareCall(call, AS_OF);
        if ("json" in prepared) expect(checkUsageLog(JSON.parse(prepared.json))).toHaveProperty("log");
        else expect(prepared.faults.length).toBeGreaterThan(0);
      }),
    );
  });
});

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
