import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SignIn } from "../context.ts";
import { downloadStream } from "./download-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const checks = { signInAgain: () => new Promise<SignIn>(() => {}) };

function stream(first: string, ...others: string[]) {
  async function* rest() {
    yield* others;
  }
  return downloadStream({ value: first, done: false }, rest(), checks);
}

it("has every part once, and leaves no timer behind: the credentials are looked at no more", async () => {
  const download = stream("a", "b", "c");
  const closed = once(download, "close");
  expect(await text(download)).toBe("abc");
  await closed;
  expect(vi.getTimerCount()).toBe(0);
});

it("breaks off when its reader does not come for the end in a minute", async () => {
  const download = stream("a").on("error", () => undefined);
  await vi.waitFor(() => expect(download.read()?.toString()).toBe("a"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(download.errored).toMatchObject({ message: "The reader took nothing for 60 s" });
  expect(vi.getTimerCount()).toBe(0);
});
