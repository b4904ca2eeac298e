import { describe, expect, it } from "vitest";
import { ChangeFeed, type FirmChange } from "./change-feed.ts";

const ended = new AbortController().signal;

/** Follows a firm; `next` waits for its next event. */
function follow(feed: ChangeFeed, firmId: string, lastId?: string, signal = ended) {
  return eventsOf(feed.follow(firmId, lastId, signal));
}

function eventsOf(events: AsyncGenerator<FirmChange, void>) {
  return {
    next: async (): Promise<FirmChange> => {
      const { value } = await events.next();
      if (value === undefined) throw new Error("there was no other event");
      return value;
    },
    done: async () => (await events.next()).done,
  };
}

describe("ChangeFeed", () => {
  it("first tells the present id, with which nothing is missed", async () => {
    const feed = new ChangeFeed({ clock: () => new Date("2026-11-24T12:00:00Z") });
    const first = await follow(feed, "a").next();
    expect(first.asOf).toBe("2026-11-24T12:00:00.000Z");
    const resumed = follow(feed, "a", first.id).next();
    feed.tell("a");
    expect((await resumed).id).not.toBe(first.id);
  });

  it("tells at once of what was missed, and of an id that it never gave", async () => {
    const feed = new ChangeFeed();
    const { id } = await follow(feed, "a").next();
    feed.tell("a");
    const missed = await follow(feed, "a", id).next();
    expect(missed.id).not.toBe(id);
    expect((await follow(new ChangeFeed(), "a", missed.id).next()).id).not.toBe(missed.id);
  });

  it("tells nothing of other firms, whatever they are called", async () => {
    const feed = new ChangeFeed();
    const follower = follow(feed, "a");
    const first = await follower.next();
    const second = follower.next();
    for (const other of ["b", "error", "firm a", ""]) feed.tell(other);
    feed.tell("a");
    const { id } = await second;
    expect((await follow(feed, "a").next()).id).toBe(id);
    expect(id).not.toBe(first.id);
  });

  it("tells of changes in quick succession once, and always of the last", async () => {
    const feed = new ChangeFeed();
    const follower = follow(feed, "a");
    await follower.next();
    for (let change = 0; change < 100; change += 1) feed.tell("a");
    const started = performance.now();
    const { id } = await follower.next();
    expect(id).toBe((await follow(feed, "a").next()).id);
    feed.tell("a");
    expect((await follower.next()).id).toBe((await follow(feed, "a").next()).id);
    // Timers may fire a millisecond early.
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it("tells every follower when any firm may have changed", async () => {
    const feed = new ChangeFeed();
    const followers = [follow(feed, "a"), follow(feed, "b")];
    const before = await Promise.all(followers.map(({ next }) => next()));
    const after = Promise.all(followers.map(({ next }) => next()));
    feed.tellAll();
    for (const [at, { id }] of (await after).entries()) expect(id).not.toBe(before[at]?.id);
  });

  it("never gives an id again, also when all firms were renewed in between", async () => {
    const feed = new ChangeFeed();
    const ids = new Set<string>();
    for (let round = 0; round < 50; round += 1) {
      ids.add((await follow(feed, "a").next()).id);
      if (round % 3 === 0) feed.tellAll();
      else feed.tell("a");
    }
    expect(ids.size).toBe(50);
  });

  it("ends as soon as its follower leaves, in silence and between two events", async () => {
    const feed = new ChangeFeed();
    const leave = new AbortController();
    const follower = follow(feed, "a", undefined, leave.signal);
    await follower.next();
    const done = follower.done();
    leave.abort();
    expect(await done).toBe(true);
    expect(await follow(feed, "a", undefined, leave.signal).done()).toBe(true);
  });

  it("tells whoever follows all firms of each one's change, of many in a second once", async () => {
    const feed = new ChangeFeed();
    const follower = eventsOf(feed.followAll(undefined, ended));
    const first = await follower.next();
    const started = performance.now();
    for (const firmId of ["a", "b", "a"]) feed.tell(firmId);
    const { id } = await follower.next();
    expect(performance.now() - started).toBeGreaterThan(990);
    expect(id).not.toBe(first.id);
    const resumed = eventsOf(feed.followAll(id, ended)).next();
    feed.tell("c");
    expect((await resumed).id).not.toBe(id);
    expect((await follower.next()).id).toBe((await resumed).id);
    expect((await eventsOf(feed.followAll(first.id, ended)).next()).id).toBe((await resumed).id);
  });

  it("says when the change was heard, not when it was passed on", async () => {
    let now = "2026-11-24T12:00:00.000Z";
    const feed = new ChangeFeed({ clock: () => new Date(now) });
    now = "2026-11-24T12:00:05.000Z";
    feed.tell("a");
    now = "2026-11-24T12:00:09.000Z";
    expect((await follow(feed, "a").next()).asOf).toBe("2026-11-24T12:00:05.000Z");
    expect((await follow(feed, "b").next()).asOf).toBe("2026-11-24T12:00:00.000Z");
    expect((await eventsOf(feed.followAll(undefined, ended)).next()).asOf).toBe("2026-11-24T12:00:05.000Z");
    feed.tellAll();
    expect((await follow(feed, "a").next()).asOf).toBe(now);
  });

  it("ends every follower, and lets none begin, while changes are not heard of", async () => {
    const feed = new ChangeFeed();
    const pausing = [follow(feed, "a"), eventsOf(feed.followAll(undefined, ended))];
    const [first, firstOfAll] = await Promise.all(pausing.map(({ next }) => next()));
    const waiting = [follow(feed, "a", first?.id), eventsOf(feed.followAll(firstOfAll?.id, ended))];
    const followers = [...pausing, ...waiting];
    const ends = followers.map(({ next }) => expect(next()).rejects.toMatchObject({ code: "database_unavailable" }));
    feed.tellDeaf();
    await Promise.all(ends);
    await expect(follow(feed, "a", first?.id).next()).rejects.toMatchObject({ code: "database_unavailable" });
    feed.tellAll();
    expect((await follow(feed, "a", first?.id).next()).id).not.toBe(first?.id);
  });
});
