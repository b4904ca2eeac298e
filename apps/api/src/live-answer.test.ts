import { once } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveChecks } from "./context.ts";
import { liveAnswers } from "./live-answer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An answer that goes on until its caller hangs up, and how often it left. */
function answered(checks: Partial<LiveChecks> = {}, hangUp = new AbortController()) {
  const leave = vi.fn();
  const signInAgain = vi.fn<LiveChecks["signInAgain"]>(() => new Promise(() => {}));
  const live = liveAnswers({ enter: () => leave, signInAgain, ...checks }, hangUp.signal);
  const answer = live.answer(async function* (signal) {
    yield 1;
    if (!signal.aborted) await once(signal, "abort");
  });
  return { answer, leave, hangUp };
}

it("leaves, and looks at the credentials no more, once its caller has hung up", async () => {
  const { answer, leave, hangUp } = answered();
  expect(await answer.next()).toEqual({ value: 1, done: false });
  expect(vi.getTimerCount()).toBe(1);
  const end = answer.next();
  hangUp.abort();
  expect(await end).toEqual({ value: undefined, done: true });
  expect(leave).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves too when it ends while its caller still waits: here, as the credentials have", async () => {
  const { answer, leave } = answered({ signInAgain: async () => ({ signedIn: false, problem: "expired" }) });
  await answer.next();
  const end = expect(answer.next()).rejects.toMatchObject({ code: "UNAUTHORIZED", message: "expired" });
  await vi.advanceTimersByTimeAsync(15_000);
  await end;
  expect(leave).toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves at once where its caller hung up before, and nobody reads it", () => {
  const hangUp = new AbortController();
  hangUp.abort();
  expect(answered({}, hangUp).leave).toHaveBeenCalled();
});
