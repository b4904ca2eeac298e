import { describe, expect, it } from "vitest";
import { createMemoryUsageCache } from "../../src/cache/memory-usage-cache.ts";
import { Figure } from "./figure.ts";
import { describeUsageCache } from "./usage-cache-contract.ts";

describe("the cache in memory", () => {
  describeUsageCache(async (options) => createMemoryUsageCache(options));

  it("keeps no more than it may, and drops what was used least recently", async () => {
    const cache = createMemoryUsageCache({ maxCharacters: 1_000 });
    const figures = Array.from({ length: 100 }, () => new Figure());
    for (const figure of figures) {
      await figure.readFrom(cache);
      await figures[0]?.readFrom(cache);
    }
    const [used, unused] = figures;
    await used?.readFrom(cache);
    await unused?.readFrom(cache);
    expect(used?.loads).toBe(1);
    expect(unused?.loads).toBe(2);
  });

  it("serves a value that is larger than all it may keep, without keeping it", async () => {
    const cache = createMemoryUsageCache({ maxCharacters: 10 });
    const figure = new Figure();
    expect(await figure.readFrom(cache)).toBe(0);
    expect(await figure.readFrom(cache)).toBe(0);
    expect(figure.loads).toBe(2);
  });
});
