import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { UsageCache } from "../../src/cache/usage-cache.ts";
import { deferred, Figure, until } from "./figure.ts";

/** What every cache promises. `open` gives one that is in use already. */
export function describeUsageCache(open: (options?: { ttlMs?: number }) => Promise<UsageCache>): void {
  describe("as every usage cache", () => {
    let cache: UsageCache;
    beforeAll(async () => {
      cache = await open();
    });
    afterAll(() => cache.close());

    it("loads a value once and then finds it", async () => {
      const figure = new Figure();
      figure.amount = 7;
      expect(await cache.getOrLoad(figure.request())).toEqual({ value: { amount: 7 }, hit: false });
      expect(await cache.getOrLoad(figure.request())).toEqual({ value: { amount: 7 }, hit: true });
      expect(figure.loads).toBe(1);
    });

    it("keeps types, firms and ranges apart, also where a firm's id looks like a part of the name", async () => {
      const names = [
        { firmId: "a" },
        { firmId: "b" },
        { firmId: "a", type: "days" },
        { firmId: "a", startDate: "2026-11-02" },
        { firmId: "a", endDate: "2026-11-29" },
        { firmId: "a:2026-11-01" },
        { firmId: "overview:a" },
        { firmId: "" },
      ];
      const figures = names.map((name) => new Figure(name));
      for (const [index, figure] of figures.entries()) figure.amount = index;
      for (const figure of figures) await figure.readFrom(cache);
      expect(await Promise.all(figures.map((figure) => figure.readFrom(cache)))).toEqual([...figures.keys()]);
      expect(figures.map((figure) => figure.loads)).toEqual(figures.map(() => 1));
    });

    it("serves nothing of a firm from before its renewal, and everything of the others", async () => {
      const [renewed, other] = [new Figure(), new Figure()];
      await renewed.readFrom(cache);
      await other.readFrom(cache);
      renewed.amount = other.amount = 1;
      await cache.renew([renewed.key.firmId]);
      expect(await renewed.readFrom(cache)).toBe(1);
      expect(await other.readFrom(cache)).toBe(0);
    });

    it("serves nothing of any firm from before a renewal of all", async () => {
      const figures = [new Figure(), new Figure()];
      for (const figure of figures) await figure.readFrom(cache);
      for (const figure of figures) figure.amount = 1;
      await cache.renewAll();
      expect(await Promise.all(figures.map((figure) => figure.readFrom(cache)))).toEqual([1, 1]);
    });

    it("renews many firms at once, or none", async () => {
      const figures = Array.from({ length: 50 }, () => new Figure());
      await Promise.all(figures.map((figure) => figure.readFrom(cache)));
      for (const figure of figures) figure.amount = 1;
      await cache.renew([]);
      expect(await Promise.all(figures.map((figure) => figure.readFrom(cache)))).toEqual(figures.map(() => 0));
      await cache.renew(figures.map((figure) => figure.key.firmId));
      expect(await Promise.all(figures.map((figure) => figure.readFrom(cache)))).toEqual(figures.map(() => 1));
    });

    it.each(["renew", "renewAll"] as const)(
      "never lets a slow load bring the old value back after %s",
      async (renewal) => {
        const figure = new Figure();
        const query = deferred();
        figure.pause = () => query.promise;
        const slow = figure.readFrom(cache);
        await until(() => figure.loads === 1);

        figure.amount = 1;
        await (renewal === "renew" ? cache.renew([figure.key.firmId]) : cache.renewAll());
        query.resolve();
        expect(await slow).toBe(0);
        expect(await figure.readFrom(cache)).toBe(1);
        expect(await figure.readFrom(cache)).toBe(1);
      },
    );

    it("does not let a request join a load that began before the renewal", async () => {
      const figure = new Figure();
      const query = deferred();
      figure.pause = () => query.promise;
      const before = figure.readFrom(cache);
      await until(() => figure.loads === 1);
      figure.amount = 1;
      await cache.renew([figure.key.firmId]);
      const after = figure.readFrom(cache);
      await until(() => figure.loads === 2);
      query.resolve();
      expect(await Promise.all([before, after])).toEqual([0, 1]);
    });

    it("loads once for a thousand requests at the same time", async () => {
      const figure = new Figure();
      const answers = await Promise.all(Array.from({ length: 1_000 }, () => cache.getOrLoad(figure.request())));
      expect(figure.loads).toBe(1);
      expect(answers.every(({ hit, value }) => !hit && value.amount === 0)).toBe(true);
    });

    it("serves and shares a value only with requests for which it is still valid", async () => {
      const figure = new Figure();
      const today = figure.request();
      const tomorrow = figure.request({ validFor: "Europe/Bucharest 2026-11-25" });
      await Promise.all([cache.getOrLoad(today), cache.getOrLoad(tomorrow)]);
      expect(figure.loads).toBe(2);
      await cache.getOrLoad(tomorrow);
      expect((await cache.getOrLoad(today)).hit).toBe(false);
      expect((await cache.getOrLoad(today)).hit).toBe(true);
      expect((await cache.getOrLoad(tomorrow)).hit).toBe(false);
    });

    it("takes a value that the schema refuses for none", async () => {
      const figure = new Figure();
      await figure.readFrom(cache);
      const request = { ...figure.request(), schema: z.object({ sum: z.number() }), load: async () => ({ sum: 3 }) };
      expect(await cache.getOrLoad(request)).toEqual({ value: { sum: 3 }, hit: false });
      expect(await cache.getOrLoad(request)).toEqual({ value: { sum: 3 }, hit: true });
    });

    it("gives each caller a value of its own", async () => {
      const figure = new Figure();
      await figure.readFrom(cache);
      const { value } = await cache.getOrLoad(figure.request());
      value.amount = 99;
      expect(await figure.readFrom(cache)).toBe(0);
    });

    it("keeps null apart from nothing", async () => {
      const load = vi.fn(async () => null);
      const request = { ...new Figure().request(), schema: z.null(), load };
      await cache.getOrLoad(request);
      expect(await cache.getOrLoad(request)).toEqual({ value: null, hit: true });
    });

    it("gives a value that JSON cannot hold to its caller, and does not keep it", async () => {
      for (const [value, schema] of [
        [12n, z.bigint()],
        [undefined, z.undefined()],
      ] as const) {
        const request = { ...new Figure().request(), schema: schema as z.ZodType<unknown>, load: async () => value };
        expect(await cache.getOrLoad(request)).toEqual({ value, hit: false });
        expect(await cache.getOrLoad(request)).toEqual({ value, hit: false });
      }
    });

    it("passes a failed load on to all who share it, and loads anew for the next", async () => {
      const figure = new Figure();
      figure.pause = async () => {
        throw new Error("the database is down");
      };
      const outcomes = await Promise.allSettled([figure.readFrom(cache), figure.readFrom(cache)]);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      await expect(figure.readFrom(cache)).rejects.toThrow("the database is down");
      expect(figure.loads).toBe(2);
      figure.pause = async () => undefined;
      expect(await figure.readFrom(cache)).toBe(0);
    });

    it("forgets a value when its time is over", async () => {
      const shortLived = await open({ ttlMs: 40 });
      const figure = new Figure();
      await figure.readFrom(shortLived);
      figure.amount = 1;
      await until(async () => (await figure.readFrom(shortLived)) === 1);
      await shortLived.close();
    });

    it("still loads after it was closed", async () => {
      const closed = await open();
      await closed.close();
      await closed.renew(["any"]);
      expect(await new Figure().readFrom(closed)).toBe(0);
    });

    it("is never older than the last renewal, while values change and loads are slow", async () => {
      const figure = new Figure();
      figure.pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      let renewedUpTo = 0;
      const stale: string[] = [];
      const read = async () => {
        const atLeast = renewedUpTo;
        const amount = await figure.readFrom(cache);
        if (amount < atLeast) stale.push(`${amount} after ${atLeast}`);
      };
      const readers = Array.from({ length: 8 }, async () => {
        while (figure.amount < 300) {
          await read();
          // Hits alone would never let a timer run.
          await setImmediate();
        }
      });
      while (figure.amount < 300) {
        figure.amount += 1;
        const written = figure.amount;
        await (written % 10 === 0 ? cache.renewAll() : cache.renew([figure.key.firmId]));
        renewedUpTo = written;
        await read();
      }
      await Promise.all(readers);
      expect(stale).toEqual([]);
    });
  });
}
