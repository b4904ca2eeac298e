import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LogReads } from "./log-reads.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A read that goes on until it is ended. */
function reading() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { read: vi.fn(() => ended), end: () => end() };
}

it("does not begin what has waited too long, and says that there is too much of it", async () => {
  const reads = new LogReads(2);
  const first = reading();
  const late = reading();
  const done = reads.read("acme", first.read);
  const refused = expect(reads.read("acme", late.read)).rejects.toMatchObject({ code: "overloaded" });
  await vi.advanceTimersByTimeAsync(8_000);
  await refused;
  first.end();
  await done;
  expect(late.read).not.toHaveBeenCalled();
  await expect(reads.read("acme", async () => "read")).resolves.toBe("read");
});

it("lets those who wait begin in their order, but past a firm that has its share", async () => {
  const reads = new LogReads(4);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (firmId: string, name: string) => {
    const { read, end } = reading();
    ends.push(end);
    return reads.read(firmId, () => {
      begun.push(name);
      return read();
    });
  };
  const asked = [ask("one", "1a"), ask("one", "1b"), ask("one", "1c"), ask("two", "2a"), ask("three", "3a")];
  asked.push(ask("four", "4a"), ask("two", "2b"));
  expect(begun).toEqual(["1a", "1b", "2a", "3a"]);
  ends[3]?.();
  await asked[3];
  expect(begun.slice(4)).toEqual(["4a"]);
  ends[0]?.();
  await asked[0];
  expect(begun.slice(4)).toEqual(["4a", "1c"]);
  for (const end of ends) end();
  await Promise.all(asked);
  expect(begun.slice(4)).toEqual(["4a", "1c", "2b"]);
});

it("gives the place back when a read fails, and lets the patient wait however long it takes", async () => {
  const reads = new LogReads(1);
  const first = reading();
  const failing = reads.read("acme", async () => {
    await first.read();
    throw new Error("gone");
  });
  const patient = reads.readPatiently("acme", async () => "read");
  const failed = expect(failing).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(60_000);
  first.end();
  await failed;
  await expect(patient).resolves.toBe("read");
});
