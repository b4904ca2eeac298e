import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ChangeListener } from "../src/change-listener.ts";
import { type Ledger, openLedger, silentLogger } from "./support/ledger.ts";

let ledger: Ledger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger[Symbol.asyncDispose]());

/** A renewal that goes on until it is released. */
function held() {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { renewal: vi.fn(async (_firmIds?: readonly string[]) => released), release: () => release() };
}

it("renews what was missed once it listens, and tells of a change only when the cache is renewed", async () => {
  const all = held();
  const one = held();
  // What is renewed before it connects holds nothing up.
  all.renewal.mockResolvedValueOnce();
  const feed = { tell: vi.fn(), tellAll: vi.fn(), tellDeaf: vi.fn() };
  const cache = { renewAll: () => all.renewal(), renew: one.renewal };
  const { connectionString } = ledger;
  const listener = new ChangeListener({ connectionString, cache, feed, logger: silentLogger });
  listener.start();
  try {
    await vi.waitFor(async () => {
      const listening = await ledger.sql(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN ai_usage_changed' AND state = 'idle'",
      );
      expect(listening).toHaveLength(1);
    }, 5_000);
    await vi.waitFor(() => expect(all.renewal).toHaveBeenCalledTimes(2));
    expect(feed.tellAll).not.toHaveBeenCalled();
    all.release();
    await vi.waitFor(() => expect(feed.tellAll).toHaveBeenCalledOnce());

    await ledger.sql("SELECT pg_notify('ai_usage_changed', 'acme')");
    await vi.waitFor(() => expect(one.renewal).toHaveBeenCalledWith(["acme"]));
    expect(feed.tell).not.toHaveBeenCalled();
    one.release();
    await vi.waitFor(() => expect(feed.tell).toHaveBeenCalledWith("acme"));
  } finally {
    all.release();
    await listener.stop();
  }
});
