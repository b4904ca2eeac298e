import { afterEach, describe, expect, it, vi } from "vitest";
import { measure } from "../../bench/measure.ts";
import { timingOf } from "../../bench/statistics.ts";

const noUpdate = () => undefined;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("measure", () => {
  it("runs everything in each round, prepared each time, in orders that change", async () => {
    const rounds: string[][] = [];
    const task = (name: string) => ({
      prepare: async () => rounds.at(-1)?.push(`prepare ${name}`),
      run: async () => rounds.at(-1)?.push(name),
    });
    const subjects = [
      { sides: { a: task("a"), b: { ...task("b"), repeat: 2 } } },
      { sides: { a: task("c"), b: task("d") } },
    ];
    await measure(subjects, { rounds: 20, warmUp: 1 }, () => rounds.push([]));
    expect(rounds).toHaveLength(21);
    const all = ["a", "b", "b", "c", "d", "prepare a", "prepare b", "prepare b", "prepare c", "prepare d"];
    for (const round of rounds) expect([...round].sort()).toEqual(all);
    expect(
      rounds.every((round) => round.every((step, at) => at % 2 === 0 || round[at - 1] === `prepare ${step}`)),
    ).toBe(true);
    expect(new Set(rounds.map(([first]) => first)).size).toBe(4);
  });

  it("counts neither the preparation nor the warm-up", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const passing = (...ms: number[]) => ({
      prepare: async () => {
        now += 1_000;
      },
      run: async () => {
        now += ms.shift() ?? 0;
      },
    });
    const subjects = [
      { name: "first", sides: { old: passing(500, 30, 10, 20), new: passing(500, 3, 1, 2) } },
      { name: "second", sides: { old: passing(500, 7, 7, 8), new: passing(500, 5, 5, 5) } },
    ];
    const measured = await measure(subjects, { rounds: 3, warmUp: 1 }, noUpdate);
    expect(measured.map(({ name, timings }) => ({ name, timings }))).toEqual([
      { name: "first", timings: { old: { median: 20, p95: 30 }, new: { median: 2, p95: 3 } } },
      { name: "second", timings: { old: { median: 7, p95: 8 }, new: { median: 5, p95: 5 } } },
    ]);
  });
});

describe("timingOf", () => {
  it("takes the middle, and what 95 of 100 stay below", () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index);
    expect(timingOf(upTo(101))).toEqual({ median: 51, p95: 96 });
    expect(timingOf([4])).toEqual({ median: 4, p95: 4 });
  });
});
